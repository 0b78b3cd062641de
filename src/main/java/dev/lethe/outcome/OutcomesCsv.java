package dev.lethe.outcome;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.request.FormulaGuard;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@code outbox/<request-id>.outcomes.csv}. It is part of the evidence: whoever
 * verifies a file years later makes its lines again with this class.
 */
public final class OutcomesCsv {
  /** The header. */
  public static final List<String> COLUMNS =
      List.of("row", "vendor", "subject", "outcome", "code", "detail", "attempts", "decided_at");

  private @Nullable Instant lastTime;
  private String lastText = "";

  /** For the lines of one file, in one thread. */
  public OutcomesCsv() {}

  /** A writer of such a file: RFC 4180, CRLF, quotes only where they are needed. */
  public static CsvWriter writer(Writer writer) {
    return CsvWriter.builder().build(writer);
  }

  /** The cells of a row. */
  public List<String> cells(OutcomeLine line) {
    return List.of(
        Integer.toString(line.row()),
        FormulaGuard.neutralise(line.vendor()),
        FormulaGuard.neutralise(line.subject()),
        line.outcome().name(),
        FormulaGuard.neutralise(line.code() == null ? "" : line.code()),
        FormulaGuard.neutralise(Sentences.of(line)),
        Integer.toString(line.attempts()),
        sameTime(line.decidedAt()));
  }

  // The rows of a batch were decided at one moment, and to write it costs as much as their cells.
  private String sameTime(Instant instant) {
    if (!instant.equals(lastTime)) {
      lastTime = instant;
      lastText = time(instant);
    }
    return lastText;
  }

  /** A time as files show it: ISO 8601 in UTC, to the millisecond; empty where there is none. */
  static String time(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
