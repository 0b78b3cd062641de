package dev.lethe.reconcile;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.file.WholeFile;
import dev.lethe.intake.Inbox;
import dev.lethe.lane.Asking;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewRun;
import dev.lethe.ledger.RunRecord;
import dev.lethe.report.Conclusion;
import dev.lethe.report.ReconcileReport;
import dev.lethe.report.ReportFiles;
import dev.lethe.report.Result;
import dev.lethe.report.Summary;
import dev.lethe.request.FormulaGuard;
import dev.lethe.request.RequestFile;
import dev.lethe.request.RequestId;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.vendor.Vendors;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks the subjects of a dropped list, for whoever asks "are these gone?". Nothing of it becomes
 * an item, and no deletion is ever sent for it, whatever the settings say. A list whose checking is
 * cut off stays in the inbox and is checked from its start.
 */
public final class ExpectedAbsent {
  private static final int CHUNK = 1_000;

  private final Ledger ledger;
  private final Vendors vendors;
  private final Asking asking;
  private final ReconcilePlan plan;
  private final Reconciler reconciler;
  private final ReportFiles reports;
  private final Inbox inbox;
  private final Path outbox;
  private final Consumer<Event> events;
  private final Clock clock;

  /** Checks lists with these vendors; waits for runs of this reconciler, which wait for it. */
  public ExpectedAbsent(
      Ledger ledger,
      Vendors vendors,
      Asking asking,
      ReconcilePlan plan,
      Reconciler reconciler,
      Inbox inbox,
      Path home,
      Consumer<Event> events,
      Clock clock) {
    this.ledger = ledger;
    this.vendors = vendors;
    this.asking = asking;
    this.plan = plan;
    this.reconciler = reconciler;
    this.reports = new ReportFiles(home);
    this.inbox = inbox;
    this.outbox = home.resolve("outbox");
    this.events = events;
    this.clock = clock;
  }

  /**
   * Checks a list and writes {@code outbox/<request-id>.checked.csv} and the report.
   *
   * @param source where it lies below the inbox
   * @return where the file goes: {@code .done/}, or {@code .rejected/} if it is no good as a whole
   * @throws IOException if the disk fails; the list is then checked again
   */
  public String check(File dropped, String source) throws IOException {
    reconciler.oneAtATime().lock();
    try {
      RequestFile file = RequestFile.inspect(dropped.toPath(), null);
      checked(file, dropped.getName());
      return inbox.done(source, file.sha256());
    } catch (UnreadableFileException e) {
      return inbox.rejected(source, e);
    } finally {
      reconciler.oneAtATime().unlock();
    }
  }

  private void checked(RequestFile file, String name) throws IOException {
    String id = RequestId.of(name, file.sha256());
    RunRecord run = ledger.runs().begin(NewRun.ofList(id), clock.instant());
    Path target = outbox.resolve(id + ".checked.csv");
    ListAnswers answers = new ListAnswers(vendors, asking);
    WholeFile.prepare(target, writer -> write(file, answers, writer));
    answers.figures().forEach((vendor, figures) -> keep(run, vendor, figures));
    Summary summary = report(run, name, WholeFile.interim(target), answers);
    WholeFile.rename(target);
    RunRecord ended = ledger.runs().end(run.no(), summary.conclusion().name(), clock.instant());
    boolean found = summary.conclusion() == Conclusion.FINDINGS;
    events.accept(
        Event.of(
            clock.instant(),
            found ? EventKind.RECONCILE_FOUND : EventKind.RECONCILED,
            id,
            ended.conclusion(),
            "list "
                + id
                + ": "
                + summary.said()
                + " Each row is in outbox/"
                + id
                + ".checked.csv."));
  }

  private void keep(RunRecord run, String vendor, Map<String, Long> figures) {
    figures.forEach((figure, n) -> ledger.runs().add(run.no(), vendor, figure, n));
  }

  private void write(RequestFile file, ListAnswers answers, Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(writer);
    csv.writeRecord("row", "vendor", "subject", "answer", "code", "checked_at");
    try (RowReader rows = file.open()) {
      for (List<Row> chunk = rows.read(CHUNK); !chunk.isEmpty(); chunk = rows.read(CHUNK)) {
        List<Found> found = answers.of(chunk);
        String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        for (int i = 0; i < chunk.size(); i++) {
          Row row = chunk.get(i);
          csv.writeRecord(
              Integer.toString(row.number()),
              FormulaGuard.neutralise(row.vendor()),
              FormulaGuard.neutralise(row.subject()),
              found.get(i).seen().name(),
              FormulaGuard.neutralise(found.get(i).code()),
              at);
        }
      }
    }
    csv.flush();
  }

  private Summary report(RunRecord run, String name, Path file, ListAnswers answers)
      throws IOException {
    ReconcileReport report =
        new ReconcileReport(
            Long.toString(run.no()),
            ReconcileReport.Kind.EXPECTED_ABSENT,
            run.startedAt(),
            clock.instant(),
            null,
            plan.zone(),
            name,
            Reconciler.version(),
            run.resumed(),
            plan.sla(),
            new Figures(vendors).of(answers.figures()));
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reports
          .write(
              report,
              rows.stream()
                  .map(row -> Lines.ofList(row, result(row, answers.rejections())))
                  .iterator(),
              Collections.emptyIterator())
          .summary();
    }
  }

  private static Result result(NamedCsvRecord row, Set<String> rejections) {
    return switch (Found.Seen.valueOf(row.getField("answer"))) {
      case ABSENT -> Result.CONFIRMED;
      case PRESENT -> Result.STILL_PRESENT;
      case UNVERIFIABLE ->
          rejections.contains(row.getField("code")) ? Result.REJECTED : Result.UNVERIFIABLE;
    };
  }
}
