package dev.lethe.vendor.sf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Signs a call to SF Express, for its {@code sign} header.
 *
 * <p>{@code Base64UrlSafeNoPadding(SHA512(body + "&sk=" + sk + "&timestamp=" + timestamp))}. The
 * vendor publishes the formula inside ZIP demos only; this is how two independent public clients do
 * it, to be confirmed with the vendor's signature tool page
 * (showdoc.com.cn/1951633994234701/8867266911152427). Replace this bean if the tool disagrees.
 */
public final class SfSignature {

  /**
   * Signs.
   *
   * @param body the very bytes that are sent
   * @param sk the company's key
   * @param timestamp milliseconds since 1970, the same text as in the {@code timestamp} header, a
   *     fresh one for each attempt
   * @return 86 characters that need no encoding in a header
   * @throws IllegalArgumentException if the key or the timestamp is missing; the message holds
   *     neither
   */
  public String sign(byte[] body, String sk, String timestamp) {
    if (sk.isEmpty()) {
      throw new IllegalArgumentException("The sk is empty.");
    }
    if (!timestamp.matches("\\d{13}")) {
      throw new IllegalArgumentException("The timestamp is not in milliseconds since 1970.");
    }
    MessageDigest sha512 = sha512();
    sha512.update(body);
    sha512.update(("&sk=" + sk + "&timestamp=" + timestamp).getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha512.digest());
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no SHA-512.", e);
    }
  }
}
