package dev.lethe.lane;

import dev.lethe.vendor.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a lane pauses: longer with each pause, shorter again once the vendor is fine. The
 * breaker asks here for each wait and says nothing of it to anybody, so it is remembered here.
 *
 * <p>The waits do not begin anew just because one probe was answered: a vendor that has had enough
 * again at once gets a longer pause than before. A step is taken back for each time that the lane
 * has worked for as long as it paused last. Guarded by its gate.
 */
final class PauseWaits implements IntervalFunction {
  private final Clock clock;
  private final Backoff backoff;
  private final Wait wait;
  private int carried;
  private int steps;
  private Duration last = Duration.ZERO;
  private Instant opened = Instant.MIN;

  PauseWaits(Clock clock, Backoff backoff) {
    this.clock = clock;
    this.backoff = backoff;
    this.wait = new Wait(clock);
  }

  /** When the pause ends that was asked for last. */
  Instant until() {
    return wait.until();
  }

  /** The lane works again. */
  void opened() {
    opened = clock.instant();
  }

  /**
   * The breaker's question.
   *
   * @param pauses how often it has opened in a row, from 1
   * @return milliseconds; the gate goes by {@link #until} and does not leave it to the breaker
   */
  @Override
  public Long apply(Integer pauses) {
    if (pauses == 1) {
      carried = stillCarried();
    }
    steps = carried + pauses;
    while (steps > 1 && backoff.after(steps - 1).equals(backoff.max())) {
      steps--; // No more than it takes to come to the longest wait: each is to be taken back.
    }
    last = backoff.after(steps);
    wait.begin(last);
    return last.toMillis();
  }

  private int stillCarried() {
    if (steps == 0) {
      return 0;
    }
    long fine = Duration.between(opened, clock.instant()).dividedBy(last);
    return (int) Math.max(0, steps - Math.max(0, fine));
  }
}
