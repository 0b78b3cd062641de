package dev.lethe.audit;

import dev.lethe.evidence.Digests;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.outcome.OutcomesCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares an outcomes file with what the ledger knows, line by line, at any size. */
final class OutcomesCheck {
  private final Evidence ledger;
  private final @Nullable Pseudonyms pseudonyms;

  OutcomesCheck(Evidence ledger, @Nullable Pseudonyms pseudonyms) {
    this.ledger = ledger;
    this.pseudonyms = pseudonyms;
  }

  /**
   * What came out.
   *
   * @param difference the first line that differs, and why; null if none does
   * @param namesUnchecked whether names of retired rows could not be checked
   */
  record Comparison(@Nullable String difference, boolean namesUnchecked) {}

  Comparison compare(long requestNo, Path file) throws IOException {
    LineCheck check = new LineCheck(pseudonyms);
    try (RawRecords records = new RawRecords(file);
        OutcomeCursor known = ledger.outcomes(requestNo)) {
      Optional<String> wrong = first(records, known.iterator(), check);
      return new Comparison(
          wrong.map(what -> "line " + records.line() + " (" + what + ")").orElse(null),
          check.namesUnchecked());
    }
  }

  private static Optional<String> first(
      RawRecords records, Iterator<OutcomeLine> known, LineCheck check) throws IOException {
    byte[] raw = records.read();
    Optional<String> wrong = raw == null ? Optional.of("the file is empty") : check.header(raw);
    while (wrong.isEmpty() && known.hasNext()) {
      OutcomeLine line = known.next();
      raw = records.read();
      wrong =
          raw == null
              ? Optional.of("the file ends where row " + line.row() + " belongs")
              : check.row(raw, line);
    }
    if (wrong.isEmpty() && records.read() != null) {
      return Optional.of("it is too many: the last row stands before it");
    }
    return wrong;
  }

  /** The SHA-256 of the file as the ledger would write it; empty once rows were retired. */
  Optional<String> sha256(long requestNo) throws IOException {
    MessageDigest digest = Digests.sha256();
    OutcomesCsv form = new OutcomesCsv();
    try (OutcomeCursor lines = ledger.outcomes(requestNo);
        var csv =
            OutcomesCsv.writer(
                new OutputStreamWriter(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                    StandardCharsets.UTF_8))) {
      csv.writeRecord(OutcomesCsv.COLUMNS);
      for (OutcomeLine line : lines) {
        if (line.retired() != null) {
          return Optional.empty();
        }
        csv.writeRecord(form.cells(line));
      }
      csv.flush();
    }
    return Optional.of(Digests.hex(digest));
  }
}
