package dev.lethe.command;

import dev.lethe.audit.ChainCheck;
import dev.lethe.audit.Finding;
import dev.lethe.audit.LedgerCheck;
import dev.lethe.audit.ReceiptCheck;
import dev.lethe.evidence.KeyException;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.evidence.VerifyingKey;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.SqliteEvidence;
import dev.lethe.settings.LetheSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code verify-receipt [FILE|REQUEST-ID] [--chain] [--key=FILE]}: says whether a receipt, its
 * files and the chain are as they were written, and names the first line that is not. Reads only.
 */
final class VerifyReceipt {
  private static final String USAGE =
      "verify-receipt [FILE|REQUEST-ID] verifies one receipt, verify-receipt [--chain] all of them,"
          + " and verify-receipt FILE --key=PUBLIC-KEY one without a ledger";

  private final List<String> broken = new ArrayList<>();

  private VerifyReceipt() {}

  /** See {@link Command#run}; 1 also if something is broken. */
  static int run(String[] args) {
    Words words = Words.of(args);
    boolean chain = words.plain().isEmpty() || words.has("chain");
    if (!words.fit(1, Set.of("chain", "key"))
        || (words.has("key") && (chain || words.value("key").isEmpty()))) {
      System.err.println(USAGE);
      return 2;
    }
    try {
      VerifyReceipt run = new VerifyReceipt();
      return words.has("key")
          ? run.alone(Path.of(words.plain().get(0)), Path.of(words.options().get("key")))
          : run.besideLedger(chain ? "" : words.plain().get(0), CommandSettings.load(args));
    } catch (LedgerException | KeyException e) {
      System.err.println(e.getMessage());
    } catch (IOException e) {
      System.err.println("a file cannot be read: " + e);
    }
    return 1;
  }

  /** For somebody who has the receipt, its files and a public key. */
  private int alone(Path file, Path keyFile) throws IOException {
    if (!Files.isRegularFile(file)) {
      System.err.println("there is no file " + file);
      return 1;
    }
    VerifyingKey key = VerifyingKey.read(keyFile);
    Optional<Receipt> receipt = Receipt.parse(text(file));
    List<Finding> findings = new ArrayList<>();
    if (receipt.isPresent()) {
      Path folder = file.toAbsolutePath().resolveSibling("");
      findings.addAll(new ReceiptCheck(id -> Optional.of(key)).check(receipt.get(), folder));
    } else {
      findings.add(noReceipt());
    }
    findings.add(
        new Finding(
            Finding.Kind.UNCHECKED, "Lines and the chain: they can be named with a ledger only"));
    tell(String.valueOf(file.getFileName()), findings);
    return end("1 receipt");
  }

  private int besideLedger(String name, LetheSettings settings) throws IOException {
    Path ledgerFile = settings.ledgerFile();
    if (!Files.exists(ledgerFile)) {
      System.err.println(
          "there is no ledger at "
              + ledgerFile
              + "; is lethe.home right? Without a ledger, name a FILE and --key=PUBLIC-KEY");
      return 1;
    }
    ReceiptKeys keys = ReceiptKeys.below(settings.home());
    ReceiptCheck files = new ReceiptCheck(keys::verifying);
    Path outbox = settings.home().resolve("outbox");
    try (Evidence ledger = SqliteEvidence.open(settings.ledgerUrl())) {
      LedgerCheck rows = new LedgerCheck(ledger, SubjectKey.find(settings.home()).orElse(null));
      if (name.isEmpty()) {
        long count = new ChainCheck(ledger, files, rows, outbox).check(this::tell);
        return end("the chain of " + count + " receipt(s)");
      }
      return one(name, outbox, ledger, files, rows);
    }
  }

  private int one(String name, Path outbox, Evidence ledger, ReceiptCheck files, LedgerCheck rows)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path file = Path.of(name);
    Path folder = outbox;
    String text;
    if (Files.isRegularFile(file)) {
      folder = file.toAbsolutePath().resolveSibling("");
      text = text(file);
    } else {
      file = outbox.resolve(name + ".receipt.json");
      Optional<ReceiptRecord> known =
          ledger.request(name).flatMap(request -> ledger.receipt(request.no()));
      text = Files.isRegularFile(file) ? text(file) : known.map(ReceiptRecord::text).orElse(null);
      if (text == null) {
        System.err.println("there is no file and no receipt of a request " + name);
        return 1;
      }
      if (!Files.isRegularFile(file)) {
        findings.add(
            new Finding(
                Finding.Kind.UNCHECKED, "Its file: not in the outbox; this is the ledger's text"));
      }
    }
    Optional<Receipt> receipt = Receipt.parse(text);
    if (receipt.isPresent()) {
      findings.addAll(files.check(receipt.get(), folder));
      findings.addAll(rows.check(receipt.get(), folder));
    } else {
      findings.add(noReceipt());
    }
    tell(name, findings);
    return end("1 receipt");
  }

  private static Finding noReceipt() {
    return new Finding(
        Finding.Kind.BROKEN,
        "It is not a receipt in the form that is signed. Those from before receipts were chained"
            + " have no number and no signature; any other was altered");
  }

  private void tell(String about, List<Finding> findings) {
    System.out.println(about);
    for (Finding finding : findings) {
      System.out.println("  " + finding.kind().word() + ": " + finding.text() + ".");
      if (finding.isBroken()) {
        broken.add(about + ": " + finding.text() + ".");
      }
    }
  }

  private int end(String what) {
    if (broken.isEmpty()) {
      System.out.println("all right: " + what);
      return 0;
    }
    System.out.println("BROKEN, first at " + broken.get(0));
    return 1;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
