package dev.lethe.operate;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RunKind;
import dev.lethe.ledger.RunRecord;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.report.ReportFiles;
import dev.lethe.vendor.Vendors;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Reconciliations: asked for, listed. */
final class ReconcileDesk {
  private final Ledger ledger;
  private final Vendors vendors;
  private final Trail trail;
  private final ReportFiles reports;
  private final boolean dryRun;
  private final Clock clock;

  ReconcileDesk(
      Ledger ledger, Vendors vendors, Trail trail, Path home, boolean dryRun, Clock clock) {
    this.ledger = ledger;
    this.vendors = vendors;
    this.trail = trail;
    this.reports = new ReportFiles(home);
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /** See {@link Operations#reconcile}. */
  RunView ask(List<String> names, Decision decision) {
    String by = Trail.by(decision);
    if (dryRun) {
      throw new OperationException(
          Kind.CONFLICT,
          "lethe.dry-run is set: no vendor is called, so no reconciliation is made.");
    }
    for (String name : names) {
      if (vendors.find(name).isEmpty()
          && !vendors.disabled().contains(name)
          && !ledger.checks().lanes().contains(name)) {
        throw new OperationException(
            Kind.INVALID, "There is no vendor '" + name + "'; nothing is asked for.");
      }
    }
    trail.note(ReconcileOrder.of(names, by, decision.reason().strip(), clock.instant()));
    return new RunView(
        0, RunKind.ON_DEMAND.name(), List.copyOf(names), by, null, null, null, Map.of(), null);
  }

  /** See {@link Operations#runs}. */
  Page<RunView> runs(PageQuery query) {
    long before = Cursors.after(query);
    List<RunRecord> runs = ledger.overview().runs(before, query.limit() + 1);
    return Cursors.page(runs, query.limit(), RunRecord::no, this::view);
  }

  private RunView view(RunRecord run) {
    return new RunView(
        run.no(),
        run.kind().name(),
        run.about(),
        run.askedBy(),
        run.startedAt(),
        run.endedAt(),
        run.conclusion(),
        ledger.runs().figures(run.no()),
        run.endedAt() == null ? null : reports.page(run.endedAt()).orElse(null));
  }
}
