package dev.lethe.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.file.WholeFile;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.request.FormulaGuard;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a finished request leaves behind, each written whole: the dead letter, the
 * outcomes and the receipt. All of them can be written again from the ledger at any time.
 */
public final class RequestFiles {
  private final Ledger ledger;
  private final Path home;
  private final ObjectMapper json;
  private final Clock clock;

  /** Writes below a home. */
  public RequestFiles(Ledger ledger, Path home, ObjectMapper json, Clock clock) {
    this.ledger = ledger;
    this.home = home;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Writes {@code dead-letter/<request-id>.csv} if anything failed. A cell that a spreadsheet would
   * run is guarded in a way that our own reader undoes, so the file can be dropped again as it is.
   */
  public void writeDeadLetter(RequestRecord request) throws IOException {
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      Failures failures = new Failures(lines);
      if (failures.next() == null) {
        return;
      }
      WholeFile.write(
          home.resolve("dead-letter").resolve(request.id() + ".csv"),
          writer -> {
            CsvWriter csv = CsvWriter.builder().build(writer);
            csv.writeRecord(
                "vendor", "subject", "reference", "outcome", "code", "detail", "attempts");
            for (OutcomeLine line = failures.last(); line != null; line = failures.next()) {
              csv.writeRecord(
                  FormulaGuard.guard(line.vendor()),
                  FormulaGuard.guard(droppable(line)),
                  FormulaGuard.guard(line.reference() == null ? "" : line.reference()),
                  line.outcome().name(),
                  FormulaGuard.neutralise(line.code() == null ? "" : line.code()),
                  FormulaGuard.neutralise(Sentences.of(line)),
                  Integer.toString(line.attempts()));
            }
            csv.flush();
          });
    }
  }

  /**
   * Writes {@code outbox/<request-id>.outcomes.csv} and {@code outbox/<request-id>.receipt.json}.
   * The receipt gets its name last: where it is, the others are.
   */
  public void writeOutcomesAndReceipt(RequestRecord request) throws IOException {
    Path outbox = home.resolve("outbox");
    Path outcomes = outbox.resolve(request.id() + ".outcomes.csv");
    Path receipt = outbox.resolve(request.id() + ".receipt.json");
    Map<String, Map<ItemState, Long>> counts = new TreeMap<>();
    Path interim = WholeFile.prepare(outcomes, writer -> writeOutcomes(request, writer, counts));
    Path interimReceipt =
        WholeFile.prepare(
            receipt,
            writer ->
                json.writerWithDefaultPrettyPrinter()
                    .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .writeValue(writer, receipt(request, counts)));
    WholeFile.rename(interim, outcomes);
    WholeFile.rename(interimReceipt, receipt);
  }

  private void writeOutcomes(
      RequestRecord request, Writer writer, Map<String, Map<ItemState, Long>> counts)
      throws IOException {
    CsvWriter csv = CsvWriter.builder().build(writer);
    csv.writeRecord(
        "row", "vendor", "subject", "outcome", "code", "detail", "attempts", "decided_at");
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      for (OutcomeLine line : lines) {
        counts
            .computeIfAbsent(line.vendor(), vendor -> new TreeMap<>())
            .merge(line.outcome(), 1L, Long::sum);
        csv.writeRecord(
            Integer.toString(line.row()),
            FormulaGuard.neutralise(line.vendor()),
            FormulaGuard.neutralise(line.subject()),
            line.outcome().name(),
            FormulaGuard.neutralise(line.code() == null ? "" : line.code()),
            FormulaGuard.neutralise(Sentences.of(line)),
            Integer.toString(line.attempts()),
            text(line.decidedAt()));
      }
    }
    csv.flush();
  }

  private Map<String, Object> receipt(
      RequestRecord request, Map<String, Map<ItemState, Long>> counts) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("request_id", request.id());
    receipt.put("file_name", request.source());
    receipt.put("sha256", request.sha256());
    receipt.put("rows", request.rows());
    receipt.put("received_at", text(request.receivedAt()));
    receipt.put("released_at", text(request.releasedAt()));
    receipt.put("final_at", text(request.finalAt()));
    receipt.put("written_at", text(clock.instant()));
    receipt.put("counts", counts);
    return receipt;
  }

  // A row with too many cells may show half a subject, which dropped again would be somebody
  // else's.
  private static String droppable(OutcomeLine line) {
    return "extra-cell".equals(line.code()) ? "" : line.subject();
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The failed rows among all rows, one at a time. */
  private static final class Failures {
    private final Iterator<OutcomeLine> lines;
    private @Nullable OutcomeLine last;

    Failures(OutcomeCursor cursor) {
      this.lines = cursor.iterator();
    }

    @Nullable OutcomeLine next() {
      while (lines.hasNext()) {
        OutcomeLine line = lines.next();
        if (line.outcome().isDeadLetter()) {
          last = line;
          return line;
        }
      }
      last = null;
      return null;
    }

    @Nullable OutcomeLine last() {
      return last;
    }
  }
}
