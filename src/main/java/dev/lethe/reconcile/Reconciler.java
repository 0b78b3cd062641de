package dev.lethe.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.Asking;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OpenItem;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.ledger.RunKind;
import dev.lethe.ledger.RunRecord;
import dev.lethe.report.Conclusion;
import dev.lethe.report.Finding;
import dev.lethe.report.ReconcileReport;
import dev.lethe.report.ReportFiles;
import dev.lethe.report.Result;
import dev.lethe.report.Summary;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a run from its begin to its report: chases what is unknown, asks each vendor for everybody
 * who is due (all vendors at once, each at its own pace), holds the books against the files. One
 * run at a time: a second one waits.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** Rows without an outcome that a report lists at the most, the oldest: some 20 MB. */
  private static final int MOST_OPEN = 50_000;

  private final Ledger ledger;
  private final Vendors vendors;
  private final Asking asking;
  private final ReconcilePlan plan;
  private final ReportFiles reports;
  private final Path home;
  private final ObjectMapper json;
  private final Consumer<Event> events;
  private final Meters meters;
  private final Pseudonyms names;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private volatile boolean stopping;

  /** Reconciles what this ledger has with these vendors, and reports below the home. */
  public Reconciler(
      Ledger ledger,
      Vendors vendors,
      Asking asking,
      ReconcilePlan plan,
      Path home,
      ObjectMapper json,
      Consumer<Event> events,
      Meters meters,
      Pseudonyms names,
      Clock clock) {
    this.ledger = ledger;
    this.vendors = vendors;
    this.asking = asking;
    this.plan = plan;
    this.reports = new ReportFiles(home);
    this.home = home;
    this.json = json;
    this.events = events;
    this.meters = meters;
    this.names = names;
    this.clock = clock;
  }

  /**
   * Makes a run, or what is left of it.
   *
   * @return the run, ended; as it was if Lethe is going down, in which case it goes on later
   * @throws IOException if the report cannot be written; the run then has no end and is made again
   */
  public RunRecord run(RunRecord run) throws IOException {
    oneAtATime.lock();
    try {
      return stopping ? run : alone(run);
    } catch (CutOffException e) {
      stopping = true;
      LOG.info("reconciliation {} was cut off: {}", run.no(), e.getMessage());
      return run;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Keeps runs from starting while something else asks vendors, an expected-absent list say. */
  ReentrantLock oneAtATime() {
    return oneAtATime;
  }

  private RunRecord alone(RunRecord run) throws IOException {
    LOG.info("reconciliation {} {}", run.no(), run.resumed() ? "goes on" : "begins");
    Set<String> enabled = new TreeSet<>(run.about());
    enabled.retainAll(plan.vendors().keySet());
    Set<String> others = new TreeSet<>(run.about());
    others.addAll(run.kind() == RunKind.SCHEDULED ? ledger.checks().lanes() : Set.of());
    others.removeAll(plan.vendors().keySet());
    others.retainAll(ledger.checks().lanes());
    for (String vendor : enabled) {
      long unknown = ledger.checks().hasten(vendor, clock.instant());
      if (!run.resumed()) {
        ledger.runs().add(run.no(), vendor, Figures.CHASED, unknown);
      }
    }
    VendorRun each = new VendorRun(run, ledger, plan, names.keyId(), clock);
    others.forEach(each::listUnconfigured);
    Instant chasedUntil = clock.instant().plus(plan.chaseFor());
    askAll(each, enabled);
    new Chase(ledger, asking, clock, nap -> TimeUnit.NANOSECONDS.sleep(nap.toNanos()))
        .await(enabled, chasedUntil);
    int resent = plan.resend() ? new Resend(ledger, home).drop(run) : 0;
    return report(run, enabled, resent);
  }

  private void askAll(VendorRun each, Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(names.size());
    try {
      List<Future<?>> under = new ArrayList<>();
      for (String name : names) {
        vendors
            .find(name)
            .ifPresent(vendor -> under.add(threads.submit(() -> each.ask(vendor, asking))));
      }
      awaitAll(under);
    } finally {
      threads.shutdown();
    }
  }

  /** A vendor that fails keeps no other from being asked to the end. */
  private static void awaitAll(List<Future<?>> under) {
    RuntimeException problem = null;
    for (Future<?> one : under) {
      try {
        one.get();
      } catch (ExecutionException e) {
        problem =
            e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CutOffException();
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private RunRecord report(RunRecord run, Set<String> enabled, int resent) throws IOException {
    Instant now = clock.instant();
    Lines lines = new Lines(ledger, run);
    Map<String, Map<String, Long>> counted = new HashMap<>(ledger.runs().figures(run.no()));
    enabled.forEach(vendor -> counted.computeIfAbsent(vendor, name -> new HashMap<>()));
    List<Finding> open = open(lines, enabled, counted, now);
    Audit audit = new Audit(ledger, home, json, names);
    ReconcileReport report =
        new ReconcileReport(
            Long.toString(run.no()),
            ReconcileReport.Kind.valueOf(run.kind().name()),
            run.startedAt(),
            now,
            run.cron(),
            plan.zone(),
            null,
            version(),
            run.resumed(),
            plan.sla(),
            new Figures(vendors).of(counted));
    Summary summary =
        reports
            .write(
                report,
                Stream.concat(lines.amiss(now), open.stream()).iterator(),
                audit.books(run.no(), now.minus(plan.lookAgain())))
            .summary();
    audit.note(run.no(), now);
    RunRecord ended = ledger.runs().end(run.no(), summary.conclusion().name(), now);
    tell(ended, summary, resent, audit.cleared());
    return ended;
  }

  /** Overdue and unknown rows; counted as they are listed, since lanes go on meanwhile. */
  private List<Finding> open(
      Lines lines, Set<String> names, Map<String, Map<String, Long>> counted, Instant now) {
    List<Finding> open = new ArrayList<>();
    lines
        .overdue(now.minus(plan.sla()), names)
        .limit(MOST_OPEN)
        .forEach(item -> add(open, counted, item, Result.OVERDUE, now));
    for (String name : names) {
      lines
          .unknown(name)
          .limit(MOST_OPEN / names.size())
          .forEach(item -> add(open, counted, item, Result.UNKNOWN, now));
    }
    return open;
  }

  private static void add(
      List<Finding> open,
      Map<String, Map<String, Long>> counted,
      OpenItem item,
      Result result,
      Instant now) {
    open.add(Lines.finding(item, result, now));
    String figure = result == Result.OVERDUE ? Figures.OVERDUE : Figures.UNKNOWN;
    counted.computeIfAbsent(item.vendor(), name -> new HashMap<>()).merge(figure, 1L, Long::sum);
  }

  private void tell(RunRecord run, Summary summary, int resent, int cleared) {
    meters.set(ledger.runs().figures(run.no()), run);
    meters.ended(run, summary.unbalanced() + summary.differing());
    boolean found = summary.conclusion() == Conclusion.FINDINGS;
    events.accept(
        Event.of(
            clock.instant(),
            found ? EventKind.RECONCILE_FOUND : EventKind.RECONCILED,
            "reconciliation " + run.no(),
            summary.conclusion().name(),
            "reconciliation "
                + run.no()
                + ": "
                + summary.said()
                + (resent == 0 ? "" : " " + resent + " rows were dropped into the inbox again.")
                + (found ? " The report in reports/ names each row." : "")));
    if (cleared > 0) {
      LOG.info(
          "reconciliation {}: {} receipts or outcomes files are not in outbox/ any more; the"
              + " ledger still has what they said.",
          run.no(),
          cleared);
    }
  }

  static String version() {
    String version = Reconciler.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
