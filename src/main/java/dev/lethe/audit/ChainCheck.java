package dev.lethe.audit;

import dev.lethe.evidence.Digests;
import dev.lethe.evidence.Receipt;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.ReceiptRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verifies the chain of receipts from its first to its last. */
public final class ChainCheck {
  private static final int PAGE = 100;
  private static final String ENDING = ".receipt.json";

  private final Evidence ledger;
  private final ReceiptCheck files;
  private final LedgerCheck rows;
  private final Path outbox;

  /** Checks the receipts of a ledger, and the files in an outbox. */
  public ChainCheck(Evidence ledger, ReceiptCheck files, LedgerCheck rows, Path outbox) {
    this.ledger = ledger;
    this.files = files;
    this.rows = rows;
    this.outbox = outbox;
  }

  /**
   * Goes through the chain.
   *
   * @param told gets each receipt by its name and what was found, in order
   * @return how many receipts there are
   */
  public long check(BiConsumer<String, List<Finding>> told) throws IOException {
    // Listed first: a receipt is in the ledger before it is named.
    Set<String> strangers = receiptsInOutbox();
    long count = 0;
    long last = 0;
    String previous = null;
    for (List<ReceiptRecord> page = ledger.receipts(0, PAGE);
        !page.isEmpty();
        page = ledger.receipts(last, PAGE)) {
      for (ReceiptRecord record : page) {
        List<Finding> findings = new ArrayList<>();
        if (record.number() != last + 1) {
          findings.add(
              Finding.broken(
                  "Receipt "
                      + (last + 1)
                      + " is missing before it: it was taken out of the ledger"));
        }
        findings.addAll(link(record, previous, record.number() == last + 1));
        told.accept("receipt " + record.number() + " (" + record.requestId() + ")", findings);
        strangers.remove(record.requestId());
        last = record.number();
        previous = record.sha256();
        count++;
      }
    }
    end(strangers, told);
    return count;
  }

  private void end(Set<String> strangers, BiConsumer<String, List<Finding>> told)
      throws IOException {
    for (String id : strangers) {
      boolean chained = Receipt.parse(text(file(id))).isPresent();
      told.accept(
          id,
          List.of(
              chained
                  ? Finding.broken("Its receipt is in the outbox, but not in the ledger")
                  : Finding.unchecked("Its receipt is not signed: it is older than the chain")));
    }
    Optional<String> without = ledger.withoutReceipt();
    if (without.isPresent()) {
      told.accept(
          without.get(),
          List.of(
              Finding.broken(
                  "The request was reported, but its receipt was taken out of the ledger")));
    }
  }

  private List<Finding> link(ReceiptRecord record, @Nullable String previous, boolean follows)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path file = file(record.requestId());
    String written = Files.isRegularFile(file) ? text(file) : null;
    if (written == null) {
      findings.add(Finding.unchecked("Its file is not there (" + file + ")"));
    } else if (!Digests.of(file).equals(record.sha256())) {
      findings.add(Finding.broken("Its file was altered (" + file + ")"));
    }
    String text = record.text();
    if (text == null) {
      if (written == null || !Digests.of(file).equals(record.sha256())) {
        findings.add(
            Finding.unchecked(
                "Its text: retention has cleared it. The receipt after it vouches for its hash"));
        return findings;
      }
      text = written;
    } else if (!Digests.of(text).equals(record.sha256())) {
      findings.add(Finding.broken("Its text in the ledger was altered"));
    }
    Receipt receipt = Receipt.parse(text).orElse(null);
    if (receipt == null) {
      findings.add(Finding.broken("Its text in the ledger is no receipt"));
      return findings;
    }
    findings.addAll(place(receipt, record, previous, follows));
    findings.addAll(files.check(receipt, outbox));
    findings.addAll(rows.check(receipt, outbox));
    return findings;
  }

  private static List<Finding> place(
      Receipt receipt, ReceiptRecord record, @Nullable String previous, boolean follows) {
    List<Finding> findings = new ArrayList<>();
    if (!String.valueOf(record.number()).equals(receipt.word("number"))
        || !record.requestId().equals(receipt.word("request_id"))) {
      findings.add(Finding.broken("Its place in the ledger is not the one that was signed"));
    }
    String signed = receipt.word("previous");
    if (follows && !String.valueOf(previous).equals(String.valueOf(signed))) {
      findings.add(Finding.broken("It does not follow the receipt before it"));
    }
    return findings;
  }

  private Set<String> receiptsInOutbox() throws IOException {
    Set<String> ids = new TreeSet<>();
    if (Files.isDirectory(outbox)) {
      try (Stream<Path> all = Files.list(outbox)) {
        all.map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
            .forEach(name -> ids.add(name.substring(0, name.length() - ENDING.length())));
      }
    }
    return ids;
  }

  private Path file(String id) {
    return outbox.resolve(id + ENDING);
  }

  // What is no UTF-8 any more is found by its hash.
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
