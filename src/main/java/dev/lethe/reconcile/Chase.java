package dev.lethe.reconcile;

import dev.lethe.lane.Asking;
import dev.lethe.lane.Asking.Gate;
import dev.lethe.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Waits a while for lanes that look into what is unknown, so that a run lists what stays unknown
 * and not what is being cleared up. A lane that is paused or halted is not waited for.
 */
final class Chase {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Ledger ledger;
  private final Asking asking;
  private final Clock clock;
  private final Nap nap;

  /** Waits. */
  @FunctionalInterface
  interface Nap {
    void of(Duration duration) throws InterruptedException;
  }

  Chase(Ledger ledger, Asking asking, Clock clock, Nap nap) {
    this.ledger = ledger;
    this.asking = asking;
    this.clock = clock;
    this.nap = nap;
  }

  /**
   * Returns when nothing is unknown any more at lanes that are open, or at a time.
   *
   * @throws CutOffException if Lethe is going down
   */
  void await(Set<String> vendors, Instant until) {
    try {
      while (clock.instant().isBefore(until) && vendors.stream().anyMatch(this::isGoingOn)) {
        nap.of(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CutOffException();
    }
  }

  private boolean isGoingOn(String vendor) {
    Gate gate = asking.gate(vendor);
    if (gate == Gate.STOPPING) {
      throw new CutOffException();
    }
    return gate == Gate.OPEN
        && (ledger.checks().unknown(vendor) > 0
            || !ledger.checks().unknown(vendor, 0, 1).isEmpty());
  }
}
