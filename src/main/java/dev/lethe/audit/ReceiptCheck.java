package dev.lethe.audit;

import dev.lethe.evidence.Digests;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies what can be verified of a receipt with its files and a public key alone. */
public final class ReceiptCheck {
  private final Function<String, Optional<VerifyingKey>> keys;

  /** Looks keys up by their id. */
  public ReceiptCheck(Function<String, Optional<VerifyingKey>> keys) {
    this.keys = keys;
  }

  /** Verifies the signature, and the files that lie where Lethe writes them. */
  public List<Finding> check(Receipt receipt, Path outbox) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(signature(receipt));
    String id = receipt.word("request_id");
    if (id == null || id.isEmpty() || id.contains("/") || id.contains("\\")) {
      findings.add(Finding.broken("The receipt names no request"));
      return findings;
    }
    findings.add(file("outcomes file", outcomes(outbox, id), receipt.word("outcomes_sha256")));
    Path deadLetter = deadLetter(outbox, id);
    if (receipt.word("dead_letter_sha256") != null || Files.exists(deadLetter)) {
      findings.add(file("dead letter", deadLetter, receipt.word("dead_letter_sha256")));
    }
    return findings;
  }

  private Finding signature(Receipt receipt) {
    String id = String.valueOf(receipt.word("key_id"));
    Optional<VerifyingKey> key = keys.apply(id);
    if (key.isEmpty()) {
      return Finding.broken(
          "The signature cannot be verified: "
              + (id.matches("[0-9a-f]{16}")
                  ? "there is no " + ReceiptKeys.publicName(id) + " for it"
                  : "the receipt names no key"));
    }
    return receipt.isSignedBy(key.get())
        ? Finding.fine("The signature is that of key " + id)
        : Finding.broken(
            "The signature does not fit: the receipt was altered after it was signed, or signed"
                + " with another key than "
                + key.get().id());
  }

  private static Finding file(String what, Path file, @Nullable String sha256) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Finding.unchecked("The " + what + " is not there (" + file + ")");
    }
    if (sha256 == null) {
      return Finding.broken(
          "The receipt knows of no " + what + ", but there is one (" + file + ")");
    }
    return Digests.of(file).equals(sha256)
        ? Finding.fine("The " + what + " is the one that was signed")
        : Finding.broken("The " + what + " was altered after it was signed (" + file + ")");
  }

  static Path outcomes(Path outbox, String id) {
    return outbox.resolve(id + ".outcomes.csv");
  }

  // Beside the outbox, where Lethe writes it, or beside the receipt, where somebody has put it.
  private static Path deadLetter(Path outbox, String id) {
    Path beside = outbox.resolve(id + ".csv");
    return Files.exists(beside)
        ? beside
        : outbox.toAbsolutePath().resolveSibling("dead-letter").resolve(id + ".csv");
  }
}
