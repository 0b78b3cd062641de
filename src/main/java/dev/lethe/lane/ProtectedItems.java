package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.Settlement;
import dev.lethe.request.Rejection;
import dev.lethe.vendor.Vendor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last look at claimed rows before they go into batches: who was protected after the row was
 * taken in is not sent.
 */
final class ProtectedItems {
  private static final Logger LOG = LoggerFactory.getLogger(ProtectedItems.class);
  private static final String NO_CALL = "protected";

  private final Vendor vendor;
  private final BooleanSupplier canVerify;
  private final Ledger ledger;
  private final LaneWatch watch;
  private final Clock clock;

  /**
   * For one lane.
   *
   * @param canVerify whether a row that was sent already can still be asked for
   */
  ProtectedItems(
      Vendor vendor, BooleanSupplier canVerify, Ledger ledger, LaneWatch watch, Clock clock) {
    this.vendor = vendor;
    this.canVerify = canVerify;
    this.ledger = ledger;
    this.watch = watch;
    this.clock = clock;
  }

  /** The rows without those that are protected, which are settled. */
  List<DueItem> leftOut(List<DueItem> claimed) {
    List<DueItem> rest = new ArrayList<>(claimed.size());
    List<Settlement> settled = new ArrayList<>();
    for (DueItem item : claimed) {
      Optional<Rejection> rejection = vendor.protects(item.subject());
      if (rejection.isEmpty() || isOnlyAsked(item)) {
        rest.add(item);
      } else {
        settled.add(settled(item, rejection.get()));
      }
    }
    if (!settled.isEmpty()) {
      ledger.settle(NO_CALL, settled, clock.instant());
      watch.leftOut(settled);
      LOG.warn(
          "lane {}: {} rows are not sent, because they were protected after they had been taken in",
          vendor.name(),
          settled.size());
    }
    return rest;
  }

  // To ask does no harm, and says what an earlier attempt did.
  private boolean isOnlyAsked(DueItem item) {
    return item.unknown() && !item.progress().partial() && canVerify.getAsBoolean();
  }

  private static Settlement settled(DueItem item, Rejection rejection) {
    boolean mayBeGone = item.progress().mayHaveRun();
    return new Settlement(
        item.key(),
        mayBeGone ? ItemState.EXHAUSTED : ItemState.REJECTED,
        null,
        mayBeGone
            ? "It was sent before it was protected, and is not sent again. It may be gone: look it"
                + " up at the vendor."
            : rejection.detail(),
        null,
        item.progress().withCode(rejection.code()));
  }
}
