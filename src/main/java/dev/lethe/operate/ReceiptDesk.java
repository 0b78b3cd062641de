package dev.lethe.operate;

import dev.lethe.audit.Finding;
import dev.lethe.audit.LedgerCheck;
import dev.lethe.audit.ReceiptCheck;
import dev.lethe.evidence.KeyException;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException.Kind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies receipts against their keys, the files of the outbox and the ledger. */
final class ReceiptDesk {
  private final Ledger ledger;
  private final Path home;

  ReceiptDesk(Ledger ledger, Path home) {
    this.ledger = ledger;
    this.home = home;
  }

  /** See {@link Operations#verify}. */
  ReceiptVerdict verify(String text) {
    Receipt receipt = Receipt.parse(text).orElse(null);
    if (receipt == null) {
      return verdict(
          null,
          List.of(
              new Finding(Finding.Kind.BROKEN, "It is not a receipt in the form that is signed")));
    }
    String id = receipt.word("request_id");
    Path outbox = home.resolve("outbox");
    try {
      List<Finding> findings = new ArrayList<>();
      findings.addAll(new ReceiptCheck(ReceiptKeys.below(home)::verifying).check(receipt, outbox));
      findings.addAll(
          new LedgerCheck(ledger, SubjectKey.find(home).orElse(null)).check(receipt, outbox));
      return verdict(id, findings);
    } catch (InvalidPathException e) {
      return verdict(id, List.of(new Finding(Finding.Kind.BROKEN, "The receipt names no request")));
    } catch (IOException | KeyException e) {
      throw new OperationException(
          Kind.UNAVAILABLE,
          "A file that the receipt is about, or a key, cannot be read ("
              + e.getClass().getSimpleName()
              + "): the service's log and docs/operations.md say more.");
    }
  }

  private static ReceiptVerdict verdict(@Nullable String request, List<Finding> findings) {
    boolean broken = findings.stream().anyMatch(Finding::isBroken);
    boolean whole = findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.FINE);
    return new ReceiptVerdict(
        request,
        broken ? "BROKEN" : whole ? "VALID" : "INCOMPLETE",
        findings.stream()
            .filter(finding -> finding.kind() != Finding.Kind.FINE)
            .map(finding -> finding.text() + ".")
            .toList());
  }
}
