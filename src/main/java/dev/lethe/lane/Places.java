package dev.lethe.lane;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The bulkhead of a vendor: no more calls than {@code concurrency} are under way at once, whoever
 * makes them. A place is taken before the wait for the pace: a call that had waited for its place
 * after it would go out together with the next one that its pace lets through.
 */
final class Places {
  // Whoever has a place gives it back after the vendor's total-timeout and one wait for its pace,
  // so that waiting ends by itself; this is the last resort.
  private static final Duration MOST_WAIT = Duration.ofHours(1);

  private final Bulkhead bulkhead;

  /** So many places. */
  Places(String vendor, int concurrency) {
    bulkhead =
        Bulkhead.of(
            vendor,
            BulkheadConfig.custom()
                .maxConcurrentCalls(concurrency)
                .maxWaitDuration(MOST_WAIT)
                .build());
  }

  /**
   * Waits for a place.
   *
   * @throws NotSentException if the thread is interrupted meanwhile, or there is none for an hour
   */
  Place take() {
    if (!bulkhead.tryAcquirePermission()) {
      throw new NotSentException();
    }
    return new Place(bulkhead);
  }

  /** How many are taken. */
  int taken() {
    Bulkhead.Metrics places = bulkhead.getMetrics();
    return places.getMaxAllowedConcurrentCalls() - places.getAvailableConcurrentCalls();
  }

  /** One place, until it is given back. */
  static final class Place {
    private final Bulkhead bulkhead;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile Pacer.@Nullable Leave leave;

    private Place(Bulkhead bulkhead) {
      this.bulkhead = bulkhead;
    }

    /** Notes the call that it is for instead of the one before, which then does not go. */
    void isFor(Pacer.Leave call) {
      drop();
      leave = call;
    }

    /** The call was made, or tried: it counts, whatever became of it. */
    void called() {
      Pacer.Leave call = leave;
      if (call != null) {
        call.gone();
      }
    }

    private void drop() {
      Pacer.Leave call = leave;
      if (call != null) {
        call.dropped();
      }
    }

    /** Gives it back, and a call that was not made does not go; again does nothing. */
    void leave() {
      drop();
      if (left.compareAndSet(false, true)) {
        bulkhead.onComplete();
      }
    }
  }
}
