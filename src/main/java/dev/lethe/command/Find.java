package dev.lethe.command;

import dev.lethe.evidence.KeyException;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.FoundRow;
import dev.lethe.ledger.Ledger.AttemptRecord;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.SqliteEvidence;
import dev.lethe.settings.LetheSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code find --vendor=NAME --subject=X}: was X deleted, when, by which request. Answers after
 * retention too. {@code --subject=-} reads the subject from the first line of standard input.
 */
final class Find {
  private Find() {}

  /** See {@link Command#run}; 1 also if there is no such row. */
  static int run(String[] args) {
    Words words = Words.of(args);
    Optional<String> vendor = words.value("vendor");
    Optional<String> subject = words.value("subject");
    if (!words.fit(0, Set.of("vendor", "subject")) || vendor.isEmpty() || subject.isEmpty()) {
      System.err.println("find needs --vendor=NAME and --subject=X; with --subject=- it reads X");
      return 2;
    }
    LetheSettings settings = CommandSettings.load(args);
    try {
      return find(vendor.get(), "-".equals(subject.get()) ? read() : subject.get(), settings);
    } catch (LedgerException | KeyException e) {
      System.err.println(e.getMessage());
    } catch (IOException e) {
      System.err.println("standard input cannot be read: " + e);
    }
    return 1;
  }

  private static int find(String vendor, String subject, LetheSettings settings) {
    CommandLedger.require(settings);
    try (Evidence ledger = SqliteEvidence.open(settings.ledgerUrl())) {
      Optional<SubjectKey> key = SubjectKey.find(settings.home());
      if (key.isEmpty() && ledger.hasRetired()) {
        System.err.println(
            "rows whose subjects were replaced after lethe.retention cannot be found:"
                + " keys/subjects.key is not there");
      }
      List<FoundRow> rows = ledger.find(vendor, subject, key.orElse(null));
      for (FoundRow row : rows) {
        System.out.println(words(row));
        ledger.attempts(row.requestNo(), row.row()).forEach(Find::tell);
      }
      System.out.println(rows.size() + " row(s)");
      return rows.isEmpty() ? 1 : 0;
    }
  }

  private static String words(FoundRow row) {
    return "%s row %d: %s%s, %d attempt(s), %s%s%s"
        .formatted(
            row.requestId(),
            row.row(),
            row.state(),
            row.code() == null ? "" : " (" + row.code() + ")",
            row.attempts(),
            row.decidedAt() == null ? "not decided yet" : "decided at " + row.decidedAt(),
            row.firstRow() == 0 ? "" : ", sent once with row " + row.firstRow(),
            row.retired() ? ", retired" : "");
  }

  private static void tell(AttemptRecord attempt) {
    System.out.printf(
        "  attempt %d at %s, batch %s: %s%s%n",
        attempt.attempt(),
        attempt.at(),
        attempt.batch(),
        attempt.verdict(),
        attempt.code().isEmpty() ? "" : " (" + attempt.code() + ")");
  }

  private static String read() throws IOException {
    // Closed by nobody: standard input is not ours to close.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    return line == null ? "" : line;
  }
}
