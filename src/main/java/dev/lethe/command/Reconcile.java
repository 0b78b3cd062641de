package dev.lethe.command;

import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import dev.lethe.ledger.RunRecord;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.report.Conclusion;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorBinder;
import dev.lethe.start.HomeLock;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code reconcile [VENDOR…] --by=NAME [--wait]}: asks the running service for a reconciliation, by
 * an event in the ledger. A service that does not run does it at its next start.
 */
final class Reconcile {
  private static final long LOOK_MILLIS = 200;

  private Reconcile() {}

  /**
   * Asks, and waits for the end if told to.
   *
   * @param args the command's name first
   * @return the exit code: 0 if it is asked for, or (with {@code --wait}) clean; 3 if something was
   *     found; 4 if nothing was found but not everything could be checked; 1 if there is no ledger;
   *     2 if the words are off, or there is no such vendor
   */
  static int run(String[] args) {
    Words words = Words.of(args);
    String by = words.value("by").orElse("").strip();
    List<String> vendors = words.plain();
    if (!words.fit(Integer.MAX_VALUE, Set.of("by", "wait")) || by.isEmpty()) {
      System.err.println("reconcile needs --by=NAME; then vendors if not all, and --wait");
      return 2;
    }
    boolean wait = words.has("wait") && !words.value("wait").orElse("").equals("false");
    try (ConfigurableApplicationContext context =
        CommandSettings.start(CommandSettings.class, CommandSettings.of(args))) {
      LetheSettings settings = context.getBean(LetheSettings.class);
      if (settings.dryRun()) {
        System.err.println(
            "lethe.dry-run is set: no vendor is called, so no reconciliation is made");
        return 1;
      }
      return ask(
          vendors, by, wait, settings, configured(vendors, context.getEnvironment(), settings));
    }
  }

  private static Vendors configured(
      List<String> asked, ConfigurableEnvironment environment, LetheSettings settings) {
    if (asked.isEmpty()) {
      return new Vendors(List.of(), List.of());
    }
    SimulatedAddresses.addTo(environment);
    return new VendorBinder(environment, settings).bind();
  }

  private static int ask(
      List<String> vendors, String by, boolean wait, LetheSettings settings, Vendors configured) {
    Clock clock = Clock.systemUTC();
    try (Ledger ledger = CommandLedger.open(settings, clock)) {
      for (String vendor : vendors) {
        if (configured.find(vendor).isEmpty()
            && !configured.disabled().contains(vendor)
            && !ledger.checks().lanes().contains(vendor)) {
          System.err.println("there is no vendor '" + vendor + "'; nothing is asked for");
          return 2;
        }
      }
      long before = ledger.lastEvent();
      ledger.note(ReconcileOrder.of(vendors, by, clock.instant()));
      if (HomeLock.isFree(settings.home())) {
        System.err.println(
            "no Lethe runs in "
                + settings.home()
                + ": the reconciliation is made when one is started there."
                + (wait ? " Waiting for that; it stays asked for if you wait no longer." : ""));
      }
      if (!wait) {
        System.out.println("a reconciliation is asked for; its report will be in reports/");
        return 0;
      }
      return await(ledger, own(ledger, before, by));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      System.err.println("waited no longer; the reconciliation itself goes on");
      return 1;
    }
  }

  private static long own(Ledger ledger, long before, String by) {
    return ledger.events(before, 1_000).stream()
        .filter(noted -> noted.event().kind() == EventKind.RECONCILE_ASKED)
        .filter(noted -> by.equals(noted.event().by()))
        .mapToLong(NotedEvent::no)
        .max()
        .orElseThrow();
  }

  private static int await(Ledger ledger, long event) throws InterruptedException {
    while (true) {
      Optional<RunRecord> run = ledger.runs().answering(event);
      String conclusion = run.map(RunRecord::conclusion).orElse(null);
      if (conclusion != null) {
        System.out.println(
            "reconciliation " + run.get().no() + ": " + conclusion + "; its report is in reports/");
        return Conclusion.valueOf(conclusion).exitStatus();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
