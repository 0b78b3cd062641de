package dev.lethe.command;

import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.FoundRow;
import dev.lethe.ledger.Ledger.AttemptRecord;
import dev.lethe.ledger.SqliteEvidence;
import dev.lethe.settings.LetheSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code find --vendor=NAME --subject=X}: was X deleted, when, by which request. Answers after
 * retention too. {@code --subject=-} reads the subject from the first line of standard input.
 */
@Command(
    description = "It reads only, and works beside a running service. Answers after retention too.",
    exitCodeList = {
      "0:there are such rows",
      "1:there are none, or the ledger cannot be read",
      "2:a word is missing or not known"
    },
    footer = "  find --vendor=tencent-im --subject=-")
final class Find extends Task {
  @Option(names = "--vendor", paramLabel = "NAME", description = "the lane's name")
  private String vendor = "";

  @Option(
      names = "--subject",
      paramLabel = "X",
      description = "whom; with - it is read from standard input, and is in nobody's history")
  private String subject = "";

  Find(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "find needs --vendor=NAME and --subject=X; with --subject=- it reads X";
  }

  @Override
  public Integer call() throws IOException {
    if (vendor.isEmpty() || subject.isEmpty()) {
      throw wordsAreOff();
    }
    LetheSettings settings = desk().settings().engine();
    String wanted = "-".equals(subject) ? read() : subject;
    CommandLedger.require(settings);
    try (Evidence ledger = SqliteEvidence.open(settings.ledgerUrl())) {
      Optional<SubjectKey> key = SubjectKey.find(settings.home());
      if (key.isEmpty() && ledger.hasRetired()) {
        screen()
            .err()
            .println(
                "rows whose subjects were replaced after lethe.retention cannot be found:"
                    + " keys/subjects.key is not there");
      }
      List<FoundRow> rows = ledger.find(vendor, wanted, key.orElse(null));
      if (isJson()) {
        document(Map.of("rows", rows.stream().map(row -> document(row, ledger)).toList()));
      } else {
        tell(rows, ledger);
      }
      return rows.isEmpty() ? 1 : 0;
    }
  }

  private void tell(List<FoundRow> rows, Evidence ledger) {
    for (FoundRow row : rows) {
      say(words(row));
      ledger.attempts(row.requestNo(), row.row()).forEach(attempt -> say(words(attempt)));
    }
    say(rows.size() + " row(s)");
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

  private static String words(AttemptRecord attempt) {
    return "  attempt %d at %s, batch %s: %s%s"
        .formatted(
            attempt.attempt(),
            attempt.at(),
            attempt.batch(),
            attempt.verdict(),
            attempt.code().isEmpty() ? "" : " (" + attempt.code() + ")");
  }

  private static Map<String, Object> document(FoundRow row, Evidence ledger) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("request", row.requestId());
    document.put("row", row.row());
    document.put("state", row.state());
    document.put("code", row.code());
    document.put("attempts", row.attempts());
    document.put("decided_at", row.decidedAt());
    document.put("first_row", row.firstRow() == 0 ? null : row.firstRow());
    document.put("retired", row.retired());
    List<Map<String, Object>> tries = new ArrayList<>();
    for (AttemptRecord attempt : ledger.attempts(row.requestNo(), row.row())) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("attempt", attempt.attempt());
      one.put("at", attempt.at());
      one.put("batch", attempt.batch());
      one.put("verdict", attempt.verdict());
      one.put("code", attempt.code());
      tries.add(one);
    }
    document.put("tries", tries);
    return document;
  }

  private static String read() throws IOException {
    // Closed by nobody: standard input is not ours to close.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    return line == null ? "" : line;
  }
}
