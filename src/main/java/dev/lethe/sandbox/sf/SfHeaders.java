package dev.lethe.sandbox.sf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Checks the headers {@code Content-Type}, {@code sendAppId}, {@code timestamp} and {@code sign}.
 *
 * <p>The formula of the signature is read from public clients, not from the vendor's own document:
 * {@code Base64UrlSafeNoPadding(SHA512(body + "&sk=" + sk + "&timestamp=" + timestamp))}. It is
 * written down here a second time, so that the caller's and this one test each other. That a
 * timestamp holds for five minutes either way is our choice: the vendor does not say.
 */
final class SfHeaders {

  /** How far the timestamp may be off; our choice. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

  /** How many signatures are remembered, to see one that is used again. */
  private static final int REMEMBERED = 1_024;

  private final String appId;
  private final String sk;
  private final Clock clock;
  private final CallLog calls;
  private final String[] used = new String[REMEMBERED];
  private int next;

  SfHeaders(String appId, String sk, Clock clock, CallLog calls) {
    this.appId = appId;
    this.sk = sk;
    this.clock = clock;
    this.calls = calls;
    Arrays.fill(used, "");
  }

  /** Lets a call pass. What it refuses it does not repeat, for it may be a signature. */
  void check(SandboxRequest request) throws Refusal {
    if (!JSON.matcher(request.headers().first("Content-Type")).matches()) {
      throw SfBody.malformed("Content-Type is not application/json");
    }
    String app = needed(request, "sendAppId");
    String timestamp = needed(request, "timestamp");
    String sign = needed(request, "sign");
    if (!timestamp.matches("\\d{13}")) {
      throw SfBody.malformed("timestamp is not in milliseconds since 1970");
    }
    if (!sign.matches("[A-Za-z0-9_-]{86}")) {
      throw SfBody.malformed("sign is not a SHA-512 in URL-safe Base64 without padding");
    }
    if (isUsed(timestamp + " " + sign)) {
      calls.violation(() -> "timestamp and sign are those of a call before");
    }
    if (!app.equals(appId)) {
      throw Refusal.of("sendAppId错误", "sendAppId is not this company's");
    }
    if (!MessageDigest.isEqual(
        sign.getBytes(UTF_8), signature(request.body(), timestamp).getBytes(UTF_8))) {
      throw Refusal.of("签名错误", "sign does not hold");
    }
    long offBy = Math.abs(clock.millis() - Long.parseLong(timestamp));
    if (offBy > WINDOW.toMillis()) {
      throw Refusal.of("时间戳超时", "timestamp is more than five minutes off");
    }
  }

  /** A body that is not UTF-8 was not read as it was sent, so its signature does not hold. */
  private String signature(String body, String timestamp) {
    String signed = body + "&sk=" + sk + "&timestamp=" + timestamp;
    try {
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(signed.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no SHA-512.", e);
    }
  }

  private static String needed(SandboxRequest request, String name) throws Refusal {
    String value = request.headers().first(name);
    if (value.isEmpty()) {
      throw SfBody.malformed("the header " + name + " is missing");
    }
    return value;
  }

  private synchronized boolean isUsed(String pair) {
    if (Arrays.asList(used).contains(pair)) {
      return true;
    }
    used[next] = pair;
    next = (next + 1) % REMEMBERED;
    return false;
  }
}
