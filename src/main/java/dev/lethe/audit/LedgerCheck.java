package dev.lethe.audit;

import dev.lethe.evidence.Digests;
import dev.lethe.evidence.Receipt;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verifies a receipt and its outcomes file against the ledger, and names lines. */
public final class LedgerCheck {
  private final Evidence ledger;
  private final OutcomesCheck outcomes;

  /**
   * Checks against a ledger.
   *
   * @param pseudonyms for retired rows; null if the key is not there
   */
  public LedgerCheck(Evidence ledger, @Nullable Pseudonyms pseudonyms) {
    this.ledger = ledger;
    this.outcomes = new OutcomesCheck(ledger, pseudonyms);
  }

  /** What the ledger says of a receipt and of the outcomes file beside it. */
  public List<Finding> check(Receipt receipt, Path outbox) throws IOException {
    String id = String.valueOf(receipt.word("request_id"));
    RequestRecord request = ledger.request(id).orElse(null);
    if (request == null) {
      return List.of(Finding.broken("The ledger does not know the request " + id));
    }
    ReceiptRecord known = ledger.receipt(request.no()).orElse(null);
    if (known == null) {
      return List.of(Finding.broken("The ledger has no receipt of the request " + id));
    }
    List<Finding> findings = new ArrayList<>();
    if (!known.sha256().equals(Digests.of(receipt.text()))) {
      findings.add(Finding.broken("The ledger holds another text of receipt " + known.number()));
    }
    findings.add(books(receipt, request));
    findings.add(rows(receipt, request, ReceiptCheck.outcomes(outbox, request.id())));
    return findings;
  }

  private Finding books(Receipt receipt, RequestRecord request) {
    Map<String, Long> signed = new TreeMap<>();
    receipt
        .fields()
        .path("counts")
        .forEach(
            outcomes ->
                outcomes
                    .properties()
                    .forEach(
                        count ->
                            signed.merge(count.getKey(), count.getValue().asLong(), Long::sum)));
    Map<String, Long> known = new TreeMap<>();
    for (Map<ItemState, Long> states : ledger.balance(request.no()).byVendor().values()) {
      states.forEach((state, rows) -> known.merge(state.name(), rows, Long::sum));
    }
    boolean same =
        signed.equals(known)
            && String.valueOf(request.rows()).equals(receipt.word("rows"))
            && request.sha256().equals(receipt.word("sha256"));
    return same
        ? Finding.fine("The ledger's books of the request are those of the receipt")
        : Finding.broken(
            "The ledger's books of the request are not those of the receipt: signed "
                + signed
                + ", in the ledger "
                + known);
  }

  private Finding rows(Receipt receipt, RequestRecord request, Path file) throws IOException {
    String signed = String.valueOf(receipt.word("outcomes_sha256"));
    if (!Files.isRegularFile(file)) {
      return unseen(request, signed);
    }
    OutcomesCheck.Comparison comparison = outcomes.compare(request.no(), file);
    boolean sound = Digests.of(file).equals(signed);
    if (comparison.difference() != null) {
      return Finding.broken(
          sound
              ? "The ledger was altered after the receipt was signed. The first row that it knows"
                  + " otherwise is on "
                  + comparison.difference()
              : "The first altered line of the outcomes file is " + comparison.difference());
    }
    if (!sound) {
      return Finding.broken(
          "The ledger agrees with the altered outcomes file, line by line: it was altered as well");
    }
    return comparison.namesUnchecked()
        ? Finding.unchecked(
            "The names in the outcomes file: the rows were retired and keys/subjects.key is not"
                + " there. All other cells are those of the ledger")
        : Finding.fine("The ledger knows every line of the outcomes file");
  }

  private Finding unseen(RequestRecord request, String signed) throws IOException {
    Optional<String> known = outcomes.sha256(request.no());
    if (known.isEmpty()) {
      return Finding.unchecked(
          "The rows in the ledger: they were retired, and without the outcomes file nothing says"
              + " what they were");
    }
    return known.get().equals(signed)
        ? Finding.fine("The ledger's rows are those that were signed")
        : Finding.broken(
            "The ledger's rows are not those that were signed. Without the outcomes file it cannot"
                + " be said which");
  }
}
