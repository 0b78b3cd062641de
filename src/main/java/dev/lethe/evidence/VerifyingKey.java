package dev.lethe.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that receipts are verified with.
 *
 * @param id the first 16 hex digits of the SHA-256 of the key in DER (SubjectPublicKeyInfo)
 */
public record VerifyingKey(String id, PublicKey key) {
  private static final int ID_BYTES = 8;

  static VerifyingKey of(PublicKey key) {
    byte[] digest = Digests.sha256().digest(key.getEncoded());
    return new VerifyingKey(HexFormat.of().formatHex(digest, 0, ID_BYTES), key);
  }

  /**
   * Reads a PEM file.
   *
   * @throws KeyException if it is missing or no public key of Ed25519
   */
  public static VerifyingKey read(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyException(
          file + " is not a public Ed25519 key in PEM (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  static VerifyingKey parse(String pem) throws GeneralSecurityException {
    return of(Pem.publicKey(pem));
  }

  /** Whether a text in UTF-8 was signed by the owner of this key. */
  boolean verifies(String text, String signature) {
    try {
      Signature check = Signature.getInstance(Pem.ALGORITHM);
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = Base64.getDecoder().decode(signature);
      // The decoder does not look at the bits that are left over in the last letter.
      return Base64.getEncoder().encodeToString(bytes).equals(signature) && check.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // what is no signature at all does not verify either
    }
  }
}
