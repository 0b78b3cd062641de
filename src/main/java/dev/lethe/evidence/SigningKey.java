package dev.lethe.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** The key that receipts are signed with. Shows its id only. */
public final class SigningKey {
  private final String id;
  private final PrivateKey key;

  SigningKey(String id, PrivateKey key) {
    this.id = id;
    this.key = key;
  }

  /** Names the key: see {@link VerifyingKey#id}. */
  public String id() {
    return id;
  }

  /** The Ed25519 signature (RFC 8032) of a text in UTF-8, in base64: 88 characters. */
  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(Pem.ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new KeyException("Nothing can be signed with the key " + id + ".", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
