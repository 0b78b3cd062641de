package dev.lethe.lane;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets a vendor's deletions go before the questions of reconciliation: while deletions are due,
 * questions take no more than a share of the vendor's rate, one call after the other. The share is
 * never nothing, so questions are slow then, and do not starve.
 */
final class CheckTurn {
  /** How long it may go unnoticed that the deletions are done, or that Lethe is to stop. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final BooleanSupplier mayCall;
  private final BooleanSupplier deletionsDue;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Nap nap;
  private final AtomicLong calls = new AtomicLong();
  private long last;

  /** Waits. */
  @FunctionalInterface
  interface Nap {
    void nanos(long nanos) throws InterruptedException;
  }

  /**
   * Turns at one vendor.
   *
   * @param mayCall whether its lane is open
   * @param deletionsDue whether its lane has something to do
   * @param rate calls per second that questions may make while it has
   */
  CheckTurn(
      BooleanSupplier mayCall,
      BooleanSupplier deletionsDue,
      double rate,
      LongSupplier nanoTime,
      Nap nap) {
    this.mayCall = mayCall;
    this.deletionsDue = deletionsDue;
    this.intervalNanos = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    this.nanoTime = nanoTime;
    this.nap = nap;
    this.last = nanoTime.getAsLong() - intervalNanos;
  }

  boolean mayCall() {
    return mayCall.getAsBoolean();
  }

  /** Returns when the next call may go, or when none may go any more. */
  synchronized void await() throws InterruptedException {
    long left = left();
    while (left > 0 && mayCall.getAsBoolean() && deletionsDue.getAsBoolean()) {
      nap.nanos(Math.min(left, LOOK_NANOS));
      left = left();
    }
    last = nanoTime.getAsLong();
    calls.incrementAndGet();
  }

  private long left() {
    return last + intervalNanos - nanoTime.getAsLong();
  }

  /** How many calls had their turn. */
  long calls() {
    return calls.get();
  }
}
