package dev.lethe.web;

import dev.lethe.evidence.KeyException;
import dev.lethe.evidence.KeyFiles;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password of {@code admin}: {@code keys/admin-password} below the home, made at the first
 * start, of 24 random bytes. Whoever may read that file may do everything.
 */
final class AdminPassword {
  /** Whose password it is. */
  static final String USER = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(AdminPassword.class);
  private static final String FILE = "admin-password";
  private static final int BYTES = 24;

  /** For those who write one of their own into the file. */
  private static final int SHORTEST = 12;

  private AdminPassword() {}

  /** Where it stands. */
  static Path file(Path home) {
    return home.resolve("keys").resolve(FILE);
  }

  /**
   * Reads it, or makes it if there is none.
   *
   * @throws KeyException if the file cannot be read or written, or holds no fit password
   */
  static String below(Path home) {
    KeyFiles files = new KeyFiles(home.resolve("keys"));
    return files
        .read(FILE)
        .map(text -> checked(files.path(FILE), text.strip()))
        .orElseGet(() -> make(files));
  }

  private static String checked(Path file, String password) {
    if (password.length() < SHORTEST) {
      throw new KeyException(
          file
              + " holds a password of fewer than "
              + SHORTEST
              + " characters. Write a longer one, or delete the file to have one made.");
    }
    return password;
  }

  private static String make(KeyFiles files) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    files.writeOwned(FILE, password + "\n");
    LOG.info("made a password for {} in {}", USER, files.path(FILE));
    return password;
  }
}
