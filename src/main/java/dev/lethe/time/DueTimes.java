package dev.lethe.time;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no row waits longer than any wait of ours can be: its due time was noted by a
 * clock that was ahead. Looks at start, and after each step back of the clock.
 */
public final class DueTimes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DueTimes.class);
  private static final int EVERY_SECONDS = 1;

  private final Ledger ledger;
  private final SteadyClock clock;
  private final Duration longest;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "lethe-clock");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Watches from now on.
   *
   * @param longest the longest wait of any vendor
   */
  public DueTimes(Ledger ledger, SteadyClock clock, Duration longest) {
    this.ledger = ledger;
    this.clock = clock;
    this.longest = longest;
  }

  /** Brings due times forward now, and looks at the clock every second from now on. */
  public void start() {
    hasten();
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Reads the clock, so that a step is noticed even if nobody else does, and acts on one. */
  void look() {
    clock.instant();
    if (clock.takeStepBack()) {
      try {
        hasten();
      } catch (LedgerException e) {
        clock.giveBack();
        LOG.debug("Due times are looked at again: {}", e.getMessage());
      }
    }
  }

  private void hasten() {
    int moved = ledger.dueBy(clock.instant().plus(longest));
    if (moved > 0) {
      LOG.warn(
          "{} rows were due later than any wait can last, because a clock was ahead when that was"
              + " noted. They are due within {} now.",
          moved,
          longest);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
