package dev.lethe.sandbox.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes a UserSig apart and checks it, as the vendor would.
 *
 * <p>It shares no code with {@link dev.lethe.vendor.tencent.UserSig} on purpose: a mistake made
 * once would otherwise agree with itself. Codes: cloud.tencent.com/document/product/269/1671.
 */
public final class UserSigReader {

  /** A UserSig without a user buffer is some 200 bytes; more than this is no UserSig. */
  static final int MOST_BYTES = 4096;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private UserSigReader() {}

  /**
   * What a UserSig says of itself.
   *
   * @param version always {@code 2.0}
   * @param time when it was made, in seconds since 1970
   * @param expire how long it holds, in seconds
   * @param signature HMAC-SHA256 over the four other fields, in Base64
   */
  public record Content(
      String version, String identifier, long sdkAppId, long time, long expire, String signature) {}

  /** Unpacks a UserSig without judging it; empty if it is none. */
  public static Optional<Content> read(String userSig) {
    try {
      String base64 = userSig.replace('*', '+').replace('-', '/').replace('_', '=');
      JsonNode json = JSON.readTree(inflate(Base64.getDecoder().decode(base64)));
      boolean complete =
          json.path("TLS.ver").asText().equals("2.0")
              && json.path("TLS.identifier").isTextual()
              && json.path("TLS.sdkappid").isIntegralNumber()
              && json.path("TLS.time").isIntegralNumber()
              && json.path("TLS.expire").isIntegralNumber()
              && json.path("TLS.sig").isTextual();
      if (!complete) {
        return Optional.empty();
      }
      return Optional.of(
          new Content(
              json.path("TLS.ver").asText(),
              json.path("TLS.identifier").asText(),
              json.path("TLS.sdkappid").asLong(),
              json.path("TLS.time").asLong(),
              json.path("TLS.expire").asLong(),
              json.path("TLS.sig").asText()));
    } catch (IllegalArgumentException | DataFormatException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Judges a UserSig.
   *
   * @return 0 if it holds, else the vendor's code: 70003 unreadable, 70013 made for another
   *     identifier, 70014 for another app, 70009 with another key, 70001 expired
   */
  public static int check(
      String userSig, long sdkAppId, String identifier, String secretKey, Instant now) {
    Optional<Content> read = read(userSig);
    if (read.isEmpty()) {
      return 70003;
    }
    Content content = read.get();
    if (!content.identifier().equals(identifier)) {
      return 70013;
    }
    if (content.sdkAppId() != sdkAppId) {
      return 70014;
    }
    byte[] expected = expected(content, secretKey).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, content.signature().getBytes(UTF_8))) {
      return 70009;
    }
    return now.getEpochSecond() - content.time() >= content.expire() ? 70001 : 0;
  }

  /** The signature that a holder of the key would have put into this content. */
  static String expected(Content content, String secretKey) {
    StringBuilder signed = new StringBuilder(128);
    signed.append("TLS.identifier:").append(content.identifier()).append('\n');
    signed.append("TLS.sdkappid:").append(content.sdkAppId()).append('\n');
    signed.append("TLS.time:").append(content.time()).append('\n');
    signed.append("TLS.expire:").append(content.expire()).append('\n');
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), mac.getAlgorithm()));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static String inflate(byte[] packed) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] text = new byte[MOST_BYTES];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(text, length, text.length - length);
        if (read == 0 && !inflater.finished()) {
          throw new DataFormatException("cut short, or longer than a UserSig can be");
        }
        length += read;
      }
      return new String(text, 0, length, UTF_8);
    } finally {
      inflater.end();
    }
  }
}
