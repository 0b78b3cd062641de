package dev.lethe.lane;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** How many calls left in each of the last periods of five seconds: a line to draw, no more. */
public final class PaceHistory {
  /** How many periods are kept: five minutes. */
  public static final int PERIODS = 60;

  private static final long PERIOD_MILLIS = 5_000;

  private final Clock clock;
  private final long[] calls = new long[PERIODS];
  private long newest;

  /** Nothing was called yet. */
  public PaceHistory(Clock clock) {
    this.clock = clock;
    this.newest = period();
  }

  /** A call has left. */
  synchronized void called() {
    goOn();
    calls[(int) (newest % PERIODS)]++;
  }

  /** Calls in each period, the oldest first; the last one is still under way. */
  public synchronized List<Long> calls() {
    goOn();
    List<Long> oldestFirst = new ArrayList<>(PERIODS);
    for (long period = newest + 1; period <= newest + PERIODS; period++) {
      oldestFirst.add(calls[(int) (period % PERIODS)]);
    }
    return oldestFirst;
  }

  // A clock that is set back counts on in the period that was the newest.
  private void goOn() {
    long now = period();
    for (long steps = Math.min(now - newest, PERIODS); steps > 0; steps--) {
      calls[(int) ((now - steps + 1) % PERIODS)] = 0;
    }
    newest = Math.max(newest, now);
  }

  private long period() {
    return clock.millis() / PERIOD_MILLIS;
  }
}
