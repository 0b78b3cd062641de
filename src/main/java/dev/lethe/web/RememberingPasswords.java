package dev.lethe.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Bcrypt, but a password that has fitted once is known again by a keyed hash, whose key is in
 * memory only: a client that signs in with each call would otherwise cost a tenth of a second each
 * time. What does not fit always takes the slow way.
 */
final class RememberingPasswords implements PasswordEncoder {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final PasswordEncoder slow = PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final SecretKeySpec key;

  /** By the slow hash, of which there are as many as users. */
  private final Map<String, byte[]> fitted = new ConcurrentHashMap<>();

  RememberingPasswords() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  @Override
  public String encode(CharSequence password) {
    return slow.encode(password);
  }

  @Override
  public boolean matches(CharSequence password, String hash) {
    byte[] given = keyed(password);
    byte[] known = fitted.get(hash);
    if (known != null && MessageDigest.isEqual(known, given)) {
      return true;
    }
    if (!slow.matches(password, hash)) {
      return false;
    }
    fitted.put(hash, given);
    return true;
  }

  private byte[] keyed(CharSequence password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
