package dev.lethe.sandbox.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Refusal;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks the query that goes with every call: {@code sdkappid}, {@code identifier}, {@code
 * usersig}, {@code random} and {@code contenttype}, each once, in this very spelling.
 *
 * <p>Codes: cloud.tencent.com/document/product/269/1671. Where the vendor does not say which code a
 * malformed query gets, it is 60002, "HTTP parse failed".
 */
final class TencentQuery {

  private static final Set<String> NAMES =
      Set.of("sdkappid", "identifier", "usersig", "random", "contenttype");
  private static final long LARGEST_RANDOM = 4294967295L;

  /** So few that an honest client repeats one by chance in one of 67 million calls. */
  private static final int REMEMBERED = 64;

  private final long sdkAppId;
  private final String admin;
  private final String secretKey;
  private final Clock clock;
  private final CallLog calls;
  private final long[] randoms = new long[REMEMBERED];
  private int next;

  TencentQuery(long sdkAppId, String admin, String secretKey, Clock clock, CallLog calls) {
    this.sdkAppId = sdkAppId;
    this.admin = admin;
    this.secretKey = secretKey;
    this.clock = clock;
    this.calls = calls;
    Arrays.fill(randoms, -1);
  }

  /** Lets a query pass. What it refuses it does not repeat, for it may be a signature. */
  void check(String query) throws Refusal {
    Map<String, String> fields = parse(query);
    String app = needed(fields, "sdkappid", 60012);
    String identifier = needed(fields, "identifier", 60004);
    String userSig = needed(fields, "usersig", 60005);
    String random = needed(fields, "random", 60002);
    if (!needed(fields, "contenttype", 60002).equals("json")) {
      throw Refusal.violation(60002, "contenttype is not json");
    }
    if (!random.matches("\\d{1,10}") || Long.parseLong(random) > LARGEST_RANDOM) {
      throw Refusal.violation(60002, "random is not an unsigned 32-bit number");
    }
    if (isRepeated(Long.parseLong(random))) {
      calls.violation(() -> "random is the same as in a call shortly before");
    }
    if (!app.equals(Long.toString(sdkAppId))) {
      throw Refusal.of(60006, "sdkappid is not this app's");
    }
    int code = UserSigReader.check(userSig, sdkAppId, identifier, secretKey, clock.instant());
    if (code != 0) {
      throw Refusal.of(code, "usersig does not hold");
    }
    if (!identifier.equals(admin)) {
      throw Refusal.of(60010, "identifier is not an administrator of the app");
    }
  }

  private static Map<String, String> parse(String query) throws Refusal {
    Map<String, String> fields = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw Refusal.violation(60002, "the query has a field that is not documented");
      }
      if (fields.put(name, decode(pair.substring(equals + 1))) != null) {
        throw Refusal.violation(60002, name + " is in the query twice");
      }
    }
    return fields;
  }

  private static String decode(String value) throws Refusal {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.violation(60002, "the query is not URL-encoded");
    }
  }

  private static String needed(Map<String, String> fields, String name, int code) throws Refusal {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw Refusal.violation(code, name + " is missing");
    }
    return value;
  }

  private synchronized boolean isRepeated(long random) {
    for (long before : randoms) {
      if (before == random) {
        return true;
      }
    }
    randoms[next] = random;
    next = (next + 1) % REMEMBERED;
    return false;
  }
}
