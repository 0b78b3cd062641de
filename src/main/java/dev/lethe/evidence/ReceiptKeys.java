package dev.lethe.evidence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * The keys of receipts, in {@code keys/} below the home: {@code receipts.key.pem}, the one that
 * signs, and {@code receipts-<key-id>.pub.pem} for it and for each one before.
 */
public final class ReceiptKeys {
  private static final String PRIVATE = "receipts.key.pem";
  private static final String PROBE = "lethe";

  private final KeyFiles files;
  private final Path folder;

  private ReceiptKeys(Path folder) {
    this.folder = folder;
    this.files = new KeyFiles(folder);
  }

  /** The keys below a home. */
  public static ReceiptKeys below(Path home) {
    return new ReceiptKeys(home.resolve("keys"));
  }

  /**
   * The key that signs, a new one at the first start.
   *
   * @param signedBefore whether there are receipts already: then a missing key is not replaced
   * @throws KeyException if it is missing though there are receipts, or cannot be read
   */
  public SigningKey signing(boolean signedBefore) {
    Optional<String> pem = files.read(PRIVATE);
    if (pem.isPresent()) {
      return paired(pem.get());
    }
    if (signedBefore) {
      throw new KeyException(
          files.path(PRIVATE)
              + " is missing, but there are receipts that were signed with it. No new key was made."
              + " Put the file back from your backup. If it is lost, 'java -jar target/lethe.jar"
              + " rotate-key' begins a new one; older receipts can still be verified with the public"
              + " keys in "
              + folder
              + ".");
    }
    return rotate();
  }

  /**
   * Makes a new key, the one that signs from now on. The one before is gone, its public key stays.
   */
  public SigningKey rotate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(Pem.ALGORITHM).generateKeyPair();
      String id = VerifyingKey.of(pair.getPublic()).id();
      files.writePublic(publicName(id), Pem.of(pair.getPublic()));
      files.writePrivate(PRIVATE, Pem.of(pair.getPrivate()));
      return new SigningKey(id, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new KeyException("This Java cannot make keys of Ed25519.", e);
    }
  }

  /** The public key of that id, empty if it is not there or the file holds another one. */
  public Optional<VerifyingKey> verifying(String id) {
    if (!id.matches("[0-9a-f]{16}") || !Files.exists(folder.resolve(publicName(id)))) {
      return Optional.empty();
    }
    return Optional.of(VerifyingKey.read(folder.resolve(publicName(id))))
        .filter(key -> key.id().equals(id));
  }

  /** The name of the file of a public key. */
  public static String publicName(String id) {
    return "receipts-" + id + ".pub.pem";
  }

  // A private key does not tell its public one, so that is found by trying.
  private SigningKey paired(String pem) {
    try {
      PrivateKey key = Pem.privateKey(pem);
      String probe = new SigningKey("", key).sign(PROBE);
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, publicName("*"))) {
        for (Path file : all) {
          VerifyingKey candidate = VerifyingKey.read(file);
          if (candidate.verifies(PROBE, probe)) {
            return new SigningKey(candidate.id(), key);
          }
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new KeyException(
          files.path(PRIVATE)
              + " is not a private Ed25519 key in PEM ("
              + e.getClass().getSimpleName()
              + "). No new key was made. Put it back from your backup.",
          e);
    }
    throw new KeyException(
        "The public key of "
            + files.path(PRIVATE)
            + " is not beside it. Put "
            + publicName("<key-id>")
            + " back from your backup.");
  }
}
