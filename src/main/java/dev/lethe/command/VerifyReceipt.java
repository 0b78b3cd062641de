package dev.lethe.command;

import dev.lethe.audit.ChainCheck;
import dev.lethe.audit.Finding;
import dev.lethe.audit.LedgerCheck;
import dev.lethe.audit.ReceiptCheck;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.evidence.VerifyingKey;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.SqliteEvidence;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.ReceiptVerdict;
import dev.lethe.settings.LetheSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code verify-receipt [FILE|REQUEST-ID] [--chain] [--key=FILE]}: says whether a receipt, its
 * files and the chain are as they were written, and names the first line that is not. Reads only.
 */
@Command(
    description = {
      "With a FILE or a REQUEST-ID it verifies one receipt, without or with --chain all of them, and",
      "with --key=PUBLIC-KEY one without a ledger. With --url the named service verifies a FILE."
    },
    exitCodeList = {
      "0:all right, as far as it could be checked",
      "1:something was altered or is broken, or there is no such receipt, key or ledger",
      "2:a word is missing or not known"
    },
    footer = "  verify-receipt leavers-eddccca8")
final class VerifyReceipt extends Task {
  @Mixin private final Reach reach = new Reach();

  @Parameters(arity = "0..1", paramLabel = "FILE|REQUEST-ID", description = "which receipt")
  private String name = "";

  @Option(names = "--chain", description = "all receipts, and how they hang together")
  private boolean chain;

  @Option(names = "--key", paramLabel = "PUBLIC-KEY", description = "the file of a public key")
  private @Nullable Path keyFile;

  private final List<String> broken = new ArrayList<>();
  private final List<Map<String, Object>> receipts = new ArrayList<>();

  VerifyReceipt(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "verify-receipt [FILE|REQUEST-ID] verifies one receipt, verify-receipt [--chain] all of"
        + " them, and verify-receipt FILE --key=PUBLIC-KEY one without a ledger";
  }

  @Override
  public Integer call() throws IOException {
    boolean all = name.isEmpty() || chain;
    Path key = keyFile;
    if (!reach.fits() || (key != null && all)) {
      throw wordsAreOff();
    }
    if (key != null) {
      return alone(Path.of(name), key);
    }
    if (reach.namesService(desk())) {
      return byService();
    }
    return besideLedger(all ? "" : name, desk().settings().engine());
  }

  /** For somebody who has a service and no ledger. */
  private int byService() throws IOException {
    if (name.isEmpty() || chain) {
      throw new OperationException(
          Kind.INVALID, "a service verifies one receipt at a time: name its FILE");
    }
    try (Way way = reach.open(desk())) {
      ReceiptVerdict verdict = way.operations().verify(text(Path.of(name)));
      if (isJson()) {
        document(verdict);
      } else {
        verdict.findings().forEach(finding -> say("  " + Cells.safe(finding)));
        say(verdict.verdict() + ": " + name);
      }
      return "BROKEN".equals(verdict.verdict()) ? 1 : 0;
    }
  }

  /** For somebody who has the receipt, its files and a public key. */
  private int alone(Path file, Path keyFile) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new OperationException(Kind.NOT_FOUND, "there is no file " + file);
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

  private int besideLedger(String which, LetheSettings settings) throws IOException {
    Path ledgerFile = settings.ledgerFile();
    if (!Files.exists(ledgerFile)) {
      throw new LedgerException(
          "there is no ledger at "
              + ledgerFile
              + "; is lethe.home right? Without a ledger, name a FILE and --key=PUBLIC-KEY");
    }
    ReceiptKeys keys = ReceiptKeys.below(settings.home());
    ReceiptCheck files = new ReceiptCheck(keys::verifying);
    Path outbox = settings.home().resolve("outbox");
    try (Evidence ledger = SqliteEvidence.open(settings.ledgerUrl())) {
      LedgerCheck rows = new LedgerCheck(ledger, SubjectKey.find(settings.home()).orElse(null));
      if (which.isEmpty()) {
        long count = new ChainCheck(ledger, files, rows, outbox).check(this::tell);
        return end("the chain of " + count + " receipt(s)");
      }
      return one(outbox, ledger, files, rows);
    }
  }

  private int one(Path outbox, Evidence ledger, ReceiptCheck files, LedgerCheck rows)
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
        throw new OperationException(
            Kind.NOT_FOUND, "there is no file and no receipt of a request " + name);
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
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("receipt", about);
    receipt.put("findings", findings.stream().map(VerifyReceipt::document).toList());
    receipts.add(receipt);
    text(about);
    for (Finding finding : findings) {
      text("  " + finding.kind().word() + ": " + finding.text() + ".");
      if (finding.isBroken()) {
        broken.add(about + ": " + finding.text() + ".");
      }
    }
  }

  private static Map<String, String> document(Finding finding) {
    return Map.of("kind", finding.kind().name(), "text", finding.text() + ".");
  }

  private void text(String line) {
    if (!isJson()) {
      say(line);
    }
  }

  private int end(String what) {
    if (isJson()) {
      document(Map.of("verdict", broken.isEmpty() ? "ALL_RIGHT" : "BROKEN", "receipts", receipts));
    }
    text(broken.isEmpty() ? "all right: " + what : "BROKEN, first at " + broken.get(0));
    return broken.isEmpty() ? 0 : 1;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
