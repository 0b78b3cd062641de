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

    /** Notes the call that it is for, which does not go if the place is given back before. */
    void isFor(Pacer.Leave call) {
      leave = call;
    }

    /** Gives it back; again does nothing. */
    void leave() {
      Pacer.Leave call = leave;
      if (call != null) {
        call.dropped();
      }
      if (left.compareAndSet(false, true)) {
        bulkhead.onComplete();
      }
    }
  }
}
