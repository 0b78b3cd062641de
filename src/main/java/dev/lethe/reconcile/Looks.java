package dev.lethe.reconcile;

import dev.lethe.ledger.Check;
import dev.lethe.ledger.CheckResult;
import dev.lethe.ledger.Checkable;
import dev.lethe.ledger.ItemState;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a vendor says now, and what was known before, into what a look comes to and when the
 * next one is due.
 *
 * <p>Somebody who is there was <em>there all the time</em> if only the vendor's own word stood for
 * the deletion, and is <em>there again</em> if something had proven the absence before: an earlier
 * look, the vendor's "not there" when it was sent, or its list.
 */
final class Looks {
  private final Duration lookAgain;
  private final Duration window;

  Looks(ReconcilePlan plan, Duration window) {
    this.lookAgain = plan.lookAgain();
    this.window = window;
  }

  /** A look at an item of a vendor. */
  Check check(Checkable item, Found found, CodeTable codes, Instant now) {
    CheckResult result =
        switch (found.seen()) {
          case ABSENT -> CheckResult.CONFIRMED;
          case UNVERIFIABLE -> CheckResult.UNVERIFIABLE;
          case PRESENT -> wasGone(item, codes) ? CheckResult.REAPPEARED : CheckResult.STILL_PRESENT;
        };
    boolean settled = result == CheckResult.CONFIRMED || "no-read-call".equals(found.code());
    return new Check(
        item.key(), result, found.code(), now, next(item, settled ? now.plus(lookAgain) : now));
  }

  /** A look at an item whose vendor is no longer there to be asked. */
  Check notConfigured(Checkable item, Instant now) {
    return new Check(
        item.key(), CheckResult.NO_LONGER_CONFIGURED, "no-longer-configured", now, next(item, now));
  }

  private static boolean wasGone(Checkable item, CodeTable codes) {
    String code = item.code();
    return item.goneAt() != null
        || item.outcome() == ItemState.ALREADY_ABSENT
        || (code != null && codes.rule(code).ofItem(1) == Verdict.ABSENT);
  }

  // What is not settled comes up in the next run, however soon that is.
  private @Nullable Instant next(Checkable item, Instant next) {
    return next.isBefore(item.decidedAt().plus(window)) ? next : null;
  }
}
