package dev.lethe.command;

import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import dev.lethe.ledger.RunRecord;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.report.Conclusion;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorBinder;
import dev.lethe.start.HomeLock;
import dev.lethe.vendor.Vendors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks for a reconciliation in the ledger, and waits for it there. */
final class ReconcileLedger {
  private static final long LOOK_MILLIS = 200;

  private final Task task;
  private final Desk desk;

  ReconcileLedger(Task task, Desk desk) {
    this.task = task;
    this.desk = desk;
  }

  /** Notes the order; the exit code. */
  int ask(List<String> vendors, String by, boolean wait) {
    LetheSettings settings = desk.settings().engine();
    if (settings.dryRun()) {
      throw new OperationException(
          Kind.CONFLICT, "lethe.dry-run is set: no vendor is called, so no reconciliation is made");
    }
    Vendors configured =
        vendors.isEmpty()
            ? new Vendors(List.of(), List.of())
            : new VendorBinder(desk.settings().withVendors(), settings).bind();
    try (Ledger ledger = CommandLedger.open(settings, desk.clock())) {
      for (String vendor : vendors) {
        if (configured.find(vendor).isEmpty()
            && !configured.disabled().contains(vendor)
            && !ledger.checks().lanes().contains(vendor)) {
          desk.screen().err().println("there is no vendor '" + vendor + "'; nothing is asked for");
          return 2;
        }
      }
      long before = ledger.lastEvent();
      ledger.note(ReconcileOrder.of(vendors, by, "", desk.clock().instant()));
      return asked(settings, ledger, wait, before, by);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      desk.screen().err().println("waited no longer; the reconciliation itself goes on");
      return 1;
    }
  }

  private int asked(LetheSettings settings, Ledger ledger, boolean wait, long before, String by)
      throws InterruptedException {
    if (HomeLock.isFree(settings.home())) {
      desk.screen()
          .err()
          .println(
              "no Lethe runs in "
                  + settings.home()
                  + ": the reconciliation is made when one is started there."
                  + (wait ? " Waiting for that; it stays asked for if you wait no longer." : ""));
    }
    if (wait) {
      return await(ledger, own(ledger, before, by));
    }
    if (task.isJson()) {
      task.document(Map.of("asked", true));
    } else {
      task.say("a reconciliation is asked for; its report will be in reports/");
    }
    return 0;
  }

  private static long own(Ledger ledger, long before, String by) {
    return ledger.events(before, 1_000).stream()
        .filter(noted -> noted.event().kind() == EventKind.RECONCILE_ASKED)
        .filter(noted -> by.equals(noted.event().by()))
        .mapToLong(NotedEvent::no)
        .max()
        .orElseThrow();
  }

  private int await(Ledger ledger, long event) throws InterruptedException {
    while (true) {
      Optional<RunRecord> run = ledger.runs().answering(event);
      String conclusion = run.map(RunRecord::conclusion).orElse(null);
      if (conclusion != null) {
        return ended(run.get().no(), conclusion);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private int ended(long no, String conclusion) {
    if (task.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("no", no);
      document.put("conclusion", conclusion);
      task.document(document);
    } else {
      task.say("reconciliation " + no + ": " + conclusion + "; its report is in reports/");
    }
    return Conclusion.valueOf(conclusion).exitStatus();
  }
}
