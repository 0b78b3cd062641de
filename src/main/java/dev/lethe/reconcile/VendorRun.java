package dev.lethe.reconcile;

import dev.lethe.lane.Asking;
import dev.lethe.ledger.Check;
import dev.lethe.ledger.Checkable;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LookSpan;
import dev.lethe.ledger.RunRecord;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.vendor.Vendor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Goes over what is due at one vendor, a page at a time, and keeps each look at once, so that a run
 * that is cut off goes on where it was.
 */
final class VendorRun {
  /** Items, and requests, read from the ledger at once. */
  private static final int PAGE = 1_000;

  private final RunRecord run;
  private final Ledger ledger;
  private final ReconcilePlan plan;
  private final Clock clock;

  VendorRun(RunRecord run, Ledger ledger, ReconcilePlan plan, Clock clock) {
    this.run = run;
    this.ledger = ledger;
    this.plan = plan;
    this.clock = clock;
  }

  /** Asks a vendor for everybody who is due. */
  void ask(Vendor vendor, Asking asking) {
    String name = vendor.name();
    if (!ledger.checks().lanes().contains(name)) {
      return; // it never had an item
    }
    ReconcilePlan.OfVendor settings = plan.of(name);
    Inquiry inquiry = new Inquiry(vendor, asking, settings.byDeleting());
    Looks looks = new Looks(plan);
    int portion = Math.max(1, inquiry.portion());
    goOver(
        span(name, run.startedAt().minus(settings.verifyAfter())),
        page -> {
          for (int from = 0; from < page.size(); from += portion) {
            List<Checkable> items = page.subList(from, Math.min(page.size(), from + portion));
            long calls = asking.calls(name);
            Map<String, Found> found = inquiry.of(items.stream().map(Checkable::subject).toList());
            Instant now = clock.instant();
            ledger
                .checks()
                .write(
                    run.no(),
                    name,
                    items.stream().map(item -> look(looks, vendor, item, found, now)).toList());
            ledger.runs().add(run.no(), name, Figures.CALLS, asking.calls(name) - calls);
          }
          return page.size();
        });
  }

  private static Check look(
      Looks looks, Vendor vendor, Checkable item, Map<String, Found> found, Instant now) {
    Found said = found.getOrDefault(item.subject(), Found.unverifiable("no-answer"));
    return looks.check(item, said, vendor.codes(), now);
  }

  /** Notes everybody who is due at a vendor that cannot be asked any more. */
  void listUnconfigured(String lane) {
    Looks looks = new Looks(plan);
    goOver(
        span(lane, run.startedAt()),
        page -> {
          Instant now = clock.instant();
          ledger
              .checks()
              .write(
                  run.no(),
                  lane,
                  page.stream().map(item -> looks.notConfigured(item, now)).toList());
          return page.size();
        });
  }

  private LookSpan span(String lane, Instant decidedBefore) {
    Instant now = run.startedAt();
    return new LookSpan(run.no(), lane, now.minus(plan.window()), decidedBefore, now);
  }

  private void goOver(LookSpan span, Function<List<Checkable>, Integer> work) {
    long after = 0;
    List<Long> requests = ledger.checks().requests(span, after, PAGE);
    while (!requests.isEmpty()) {
      for (long request : requests) {
        goOver(span, request, work);
        ledger.checks().looked(span, request);
        after = request;
      }
      requests = ledger.checks().requests(span, after, PAGE);
    }
  }

  private void goOver(LookSpan span, long request, Function<List<Checkable>, Integer> work) {
    long after = 0;
    List<Checkable> page = ledger.checks().due(span, request, after, PAGE);
    while (!page.isEmpty()) {
      int done = work.apply(page);
      after = page.get(done - 1).key();
      page = page.size() < PAGE ? List.of() : ledger.checks().due(span, request, after, PAGE);
    }
  }
}
