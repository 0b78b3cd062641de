package dev.lethe.outcome;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.request.FormulaGuard;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes {@code dead-letter/<request-id>.csv}, as far as rows failed: with none, nothing is
 * written. A cell that a spreadsheet would run is guarded in a way that our own reader undoes, so
 * the file can be dropped again as it is.
 */
final class DeadLetterCsv {
  private final CsvWriter csv;
  private boolean begun;

  DeadLetterCsv(Writer writer) {
    this.csv = CsvWriter.builder().build(writer);
  }

  /** Writes the row if it failed. */
  void add(OutcomeLine line) {
    if (!line.outcome().isDeadLetter()) {
      return;
    }
    if (!begun) {
      begun = true;
      csv.writeRecord("vendor", "subject", "reference", "outcome", "code", "detail", "attempts");
    }
    csv.writeRecord(
        FormulaGuard.guard(line.vendor()),
        FormulaGuard.guard(droppable(line)),
        FormulaGuard.guard(line.reference() == null ? "" : line.reference()),
        line.outcome().name(),
        FormulaGuard.neutralise(line.code() == null ? "" : line.code()),
        FormulaGuard.neutralise(Sentences.of(line)),
        Integer.toString(line.attempts()));
  }

  /** Passes everything on; returns whether there was anything. */
  boolean finish() throws IOException {
    csv.flush();
    return begun;
  }

  // A row with too many cells may show half a subject, which dropped again would be somebody
  // else's.
  private static String droppable(OutcomeLine line) {
    return "extra-cell".equals(line.code()) ? "" : line.subject();
  }
}
