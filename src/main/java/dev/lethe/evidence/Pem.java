package dev.lethe.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as text, the way openssl reads and writes them (RFC 7468, RFC 8410). */
final class Pem {
  static final String ALGORITHM = "Ed25519";

  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final int LINE = 64;

  private Pem() {}

  static String of(PublicKey key) {
    return text(PUBLIC, key.getEncoded());
  }

  static String of(PrivateKey key) {
    return text(PRIVATE, key.getEncoded());
  }

  /**
   * Reads a public key.
   *
   * @throws GeneralSecurityException if it is none of Ed25519
   */
  static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(bytes(PUBLIC, text)));
  }

  /**
   * Reads a private key.
   *
   * @throws GeneralSecurityException if it is none of Ed25519
   */
  static PrivateKey privateKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE, text)));
  }

  private static String text(String what, byte[] key) {
    Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, base64.encodeToString(key), what);
  }

  private static byte[] bytes(String what, String text) throws GeneralSecurityException {
    String begin = "-----BEGIN " + what + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + what + "-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("no " + what);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("no base64", e);
    }
  }
}
