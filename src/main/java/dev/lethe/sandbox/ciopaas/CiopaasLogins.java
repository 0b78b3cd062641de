package dev.lethe.sandbox.ciopaas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxReply;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Lets clients log in, by access id ({@code from} 1) or by password ({@code from} 2).
 *
 * <p>Codes: 20002 a field is missing, 20003 {@code from} is not the JSON number that belongs to the
 * mode, 10001 the {@code url} check fails, 20004 the rest. That a wrong {@code sign} and a {@code
 * timestamp} more than five minutes off are answered by 20004 is <em>not documented</em>; it is the
 * only code of the vendor's table that comes near.
 */
final class CiopaasLogins {

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Who may log in. */
  record Access(String id, String secret, String userName, ZoneId zone) {}

  private final Access access;
  private final String userSn;
  private final CiopaasOptions options;
  private final CiopaasKeys keys;
  private final Clock clock;

  CiopaasLogins(
      Access access, String userSn, CiopaasOptions options, CiopaasKeys keys, Clock clock) {
    this.access = access;
    this.userSn = userSn;
    this.options = options;
    this.keys = keys;
    this.clock = clock;
  }

  /** What {@code /api/login} answers. */
  SandboxReply login(ObjectNode fields) throws Refusal {
    if (fields.has("username") || fields.has("password")) {
      byPassword(fields);
    } else {
      byAccessId(fields);
    }
    return CiopaasReplies.login(access.userName(), userSn, keys.login(), options.expireAsText());
  }

  private void byAccessId(ObjectNode fields) throws Refusal {
    String id = CiopaasBody.text(fields, "api_access_id");
    String timestamp = CiopaasBody.text(fields, "timestamp");
    String sign = CiopaasBody.text(fields, "sign");
    from(fields, 1);
    if (!sign.equals(Digests.md5(access.id() + access.secret() + timestamp))
        || !id.equals(access.id())) {
      throw Refusal.of(20004, "the api_access_id or the sign is wrong");
    }
    if (skew(timestamp).compareTo(SKEW) > 0) {
      throw Refusal.of(20004, "the timestamp is more than five minutes off");
    }
  }

  private void byPassword(ObjectNode fields) throws Refusal {
    String userName = CiopaasBody.text(fields, "username");
    String password = CiopaasBody.text(fields, "password");
    String url = CiopaasBody.text(fields, "url");
    from(fields, 2);
    String json = others(fields);
    // Whether other than ASCII is to be escaped, as PHP does unless told not to, is not documented.
    if (!url.equals(check(json)) && !url.equals(check(escaped(json)))) {
      throw Refusal.violation(10001, "the url check fails");
    }
    if (options.password().isEmpty()
        || !password.equals(options.password())
        || !userName.equals(access.userName())) {
      throw Refusal.of(20004, "the user name or the password is wrong");
    }
  }

  private static void from(JsonNode fields, int mode) throws Refusal {
    JsonNode from = fields.path("from");
    if (from.isMissingNode()) {
      throw Refusal.violation(20002, "from is missing");
    }
    if (!from.isIntegralNumber() || from.asLong() != mode) {
      throw Refusal.violation(20003, "from is not the number " + mode);
    }
  }

  private Duration skew(String timestamp) throws Refusal {
    try {
      LocalDateTime stamped = LocalDateTime.parse(timestamp, TIMESTAMP);
      return Duration.between(stamped.atZone(access.zone()).toInstant(), clock.instant()).abs();
    } catch (DateTimeParseException e) {
      throw Refusal.violation(20002, "the timestamp is not of the form Y-m-d H:i:s");
    }
  }

  private static String others(ObjectNode fields) {
    ObjectNode others = fields.deepCopy();
    others.remove("url");
    return others.toString().replace("/", "\\/");
  }

  private static String escaped(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      ascii.append(c < 0x80 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return ascii.toString();
  }

  private static String check(String json) {
    return Digests.md5(json).substring(1, 9);
  }
}
