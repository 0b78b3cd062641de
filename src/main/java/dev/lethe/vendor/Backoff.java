package dev.lethe.vendor;

import java.time.Duration;

/**
 * Waits that double: {@code initial}, twice that, four times … up to {@code max}.
 *
 * @param initial the first wait, above zero
 * @param max the longest wait, at least {@code initial}
 */
public record Backoff(Duration initial, Duration max) {

  /** Refuses waits that cannot be. */
  public Backoff {
    if (initial.isZero() || initial.isNegative() || max.compareTo(initial) < 0) {
      throw new IllegalArgumentException(
          "a backoff needs 0 < initial <= max, not " + initial + " and " + max);
    }
  }

  /**
   * The wait after so many failures.
   *
   * @param failures from 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 40);
    long millis = initial.toMillis();
    for (int i = 0; i < doublings && millis < max.toMillis(); i++) {
      millis *= 2;
    }
    return millis >= max.toMillis() ? max : Duration.ofMillis(Math.max(1, millis));
  }

  /**
   * The same with jitter, so that items that failed together do not come back together.
   *
   * @param failures from 1
   * @param random from 0 (half the wait) to 1 (the whole)
   */
  public Duration after(int failures, double random) {
    long millis = after(failures).toMillis();
    return Duration.ofMillis(Math.max(1, Math.round(millis * (0.5 + random / 2))));
  }
}
