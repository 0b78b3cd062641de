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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  private final String subjectKey;
  private final Clock clock;

  /**
   * Goes over vendors in a run.
   *
   * @param subjectKey the id of the key that lists are hashed with
   */
  VendorRun(RunRecord run, Ledger ledger, ReconcilePlan plan, String subjectKey, Clock clock) {
    this.run = run;
    this.ledger = ledger;
    this.plan = plan;
    this.subjectKey = subjectKey;
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
    boolean listed = asking.way(name) == Asking.Way.BY_LIST;
    Duration window = listed ? plan.listedWindow() : plan.window();
    Looks looks = new Looks(plan, window);
    int portion = Math.max(1, inquiry.portion());
    goOver(
        span(
            name,
            window,
            run.startedAt().minus(settings.verifyAfter()),
            listed ? subjectKey : null),
        page -> {
          for (int from = 0; from < page.size(); from += portion) {
            List<Checkable> items = page.subList(from, Math.min(page.size(), from + portion));
            long calls = asking.calls(name);
            Map<String, Found> found = inquiry.of(subjects(items, false));
            Map<String, Found> retired = inquiry.ofRetired(subjects(items, true));
            Instant now = clock.instant();
            ledger
                .checks()
                .write(
                    run.no(),
                    name,
                    items.stream()
                        .map(i -> look(looks, vendor, i, i.retired() ? retired : found, now))
                        .toList());
            ledger.runs().add(run.no(), name, Figures.CALLS, asking.calls(name) - calls);
          }
          return page.size();
        });
  }

  private static List<String> subjects(List<Checkable> items, boolean retired) {
    return items.stream()
        .filter(item -> item.retired() == retired)
        .map(Checkable::subject)
        .toList();
  }

  private static Check look(
      Looks looks, Vendor vendor, Checkable item, Map<String, Found> found, Instant now) {
    Found said = found.getOrDefault(item.subject(), Found.unverifiable("no-answer"));
    return looks.check(item, said, vendor.codes(), now);
  }

  /** Notes everybody who is due at a vendor that cannot be asked any more. */
  void listUnconfigured(String lane) {
    Looks looks = new Looks(plan, plan.window());
    goOver(
        span(lane, plan.window(), run.startedAt(), null),
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

  private LookSpan span(String lane, Duration window, Instant decidedBefore, @Nullable String key) {
    Instant now = run.startedAt();
    return new LookSpan(run.no(), lane, now.minus(window), decidedBefore, now, key);
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
