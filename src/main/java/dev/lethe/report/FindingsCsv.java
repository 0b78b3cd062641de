package dev.lethe.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.request.FormulaGuard;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The lines as CSV, with subjects in full; cells are guarded as in the outcomes files. */
final class FindingsCsv {
  private final CsvWriter csv;

  FindingsCsv(Writer writer) {
    this.csv = CsvWriter.builder().build(writer);
    csv.writeRecord(
        "result",
        "vendor",
        "subject",
        "request_id",
        "row",
        "code",
        "said",
        "decided_at",
        "checked_at",
        "age_days");
  }

  void write(Finding finding) {
    BigDecimal age = Words.days(finding.age());
    csv.writeRecord(
        finding.result().name(),
        cell(finding.vendor()),
        cell(finding.subject()),
        cell(finding.requestId()),
        finding.row() == 0 ? "" : Integer.toString(finding.row()),
        cell(finding.code()),
        cell(finding.said()),
        cell(Words.time(finding.decidedAt())),
        cell(Words.time(finding.checkedAt())),
        age == null ? "" : age.toPlainString());
  }

  void flush() throws IOException {
    csv.flush();
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : FormulaGuard.neutralise(text);
  }
}
