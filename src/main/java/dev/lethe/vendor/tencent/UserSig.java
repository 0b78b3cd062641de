package dev.lethe.vendor.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a UserSig, the signature that Tencent IM wants in the query of every call (TLSSigAPIv2).
 *
 * <p>Sources: <a href="https://cloud.tencent.com/document/product/269/32688">what a UserSig is</a>,
 * and Tencent's own signer, github.com/tencentyun/tls-sig-api-v2-java, which our tests compare
 * with.
 */
public final class UserSig {

  /** Tencent's own upper limit, 50 years. */
  private static final Duration LONGEST = Duration.ofDays(50 * 365);

  private UserSig() {}

  /**
   * Signs. The result needs no encoding in a URL, and is itself a secret until it expires.
   *
   * @param sdkAppId the app's number in the console
   * @param identifier the UserID it is made for, for REST calls an administrator of the app
   * @param secretKey the app's key exactly as the console shows it: its characters are the key
   * @param now when it begins to hold, cut to whole seconds
   * @param validity how long it holds from then on, in whole seconds, at least one, at most 50
   *     years; Tencent advises against less than a day
   * @throws IllegalArgumentException if an argument cannot be signed; the message holds no secret
   */
  public static String sign(
      long sdkAppId, String identifier, String secretKey, Instant now, Duration validity) {
    // A line break would let the identifier add lines of its own to what is signed.
    if (identifier.isEmpty() || identifier.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The identifier is empty or has control characters.");
    }
    if (secretKey.isEmpty()) {
      throw new IllegalArgumentException("The secret key is empty.");
    }
    if (validity.toSeconds() < 1 || validity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("The validity is not between one second and 50 years.");
    }
    long time = now.getEpochSecond();
    long expire = validity.toSeconds();
    // Joined, not formatted: a formatter writes digits as the machine's locale likes them.
    String json =
        "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\""
            + identifier.replace("\\", "\\\\").replace("\"", "\\\"")
            + ("\",\"TLS.sdkappid\":" + sdkAppId)
            + (",\"TLS.expire\":" + expire + ",\"TLS.time\":" + time)
            + ",\"TLS.sig\":\""
            + signature(sdkAppId, identifier, secretKey, time, expire)
            + "\"}";
    return Base64.getEncoder()
        .encodeToString(deflate(json.getBytes(UTF_8)))
        .replace('+', '*')
        .replace('/', '-')
        .replace('=', '_');
  }

  private static String signature(
      long sdkAppId, String identifier, String secretKey, long time, long expire) {
    String content =
        ("TLS.identifier:" + identifier + "\n")
            + ("TLS.sdkappid:" + sdkAppId + "\n")
            + ("TLS.time:" + time + "\n")
            + ("TLS.expire:" + expire + "\n");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static byte[] deflate(byte[] text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
