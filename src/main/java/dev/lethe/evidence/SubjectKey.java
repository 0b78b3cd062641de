package dev.lethe.evidence;

import dev.lethe.ledger.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes that stand for subjects after retention: HMAC-SHA256 (RFC 2104) as 64 lower-case hex
 * digits.
 *
 * <p>What is hashed is UTF-8 with a NUL between the parts: {@code lane NUL subject}, {@code lane
 * NUL reference NUL reference}, {@code NUL vendor NUL cell}; the second part of the latter two is
 * that very word. The lane is empty where a row has none. The key's id is the beginning of what
 * {@code NUL key} gives.
 *
 * <p>The key is {@code keys/subjects.key}: 32 random bytes as 64 hex digits.
 */
public final class SubjectKey implements Pseudonyms {
  private static final String FILE = "subjects.key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int ID_DIGITS = 16;
  private static final String SEPARATOR = "\0";

  private final SecretKeySpec key;

  private SubjectKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * The key below a home, a new one at the first start.
   *
   * @param usedBefore whether anything was hashed already: then a missing key is not replaced
   * @throws KeyException if it is missing though it was used, or cannot be read
   */
  public static SubjectKey below(Path home, boolean usedBefore) {
    KeyFiles files = new KeyFiles(home.resolve("keys"));
    Optional<SubjectKey> known = read(files);
    if (known.isPresent()) {
      return known.get();
    }
    if (usedBefore) {
      throw new KeyException(
          files.path(FILE)
              + " is missing, but the ledger holds subjects that were hashed with it. No new key was"
              + " made. Put the file back from your backup. If it is lost, make another one"
              + " (openssl rand -hex 32 > keys/subjects.key): those rows can then not be found by"
              + " their subject any more.");
    }
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    files.writePrivate(FILE, HexFormat.of().formatHex(fresh) + "\n");
    return new SubjectKey(fresh);
  }

  /** The key below a home, empty if there is none (yet). */
  public static Optional<SubjectKey> find(Path home) {
    return read(new KeyFiles(home.resolve("keys")));
  }

  private static Optional<SubjectKey> read(KeyFiles files) {
    return files.read(FILE).map(text -> parse(files.path(FILE), text.strip()));
  }

  private static SubjectKey parse(Path file, String text) {
    if (!text.matches("[0-9a-fA-F]{" + 2 * BYTES + "}")) {
      throw new KeyException(
          file
              + " does not hold 64 hex digits. No new key was made. Put it back from your backup.");
    }
    return new SubjectKey(HexFormat.of().parseHex(text));
  }

  @Override
  public String keyId() {
    return hash(SEPARATOR + "key").substring(0, ID_DIGITS);
  }

  @Override
  public String subject(String lane, String subject) {
    return hash(lane + SEPARATOR + subject);
  }

  @Override
  public String reference(String lane, String reference) {
    return hash(lane + SEPARATOR + "reference" + SEPARATOR + reference);
  }

  @Override
  public String vendor(String cell) {
    return hash(SEPARATOR + "vendor" + SEPARATOR + cell);
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
