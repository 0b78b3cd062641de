package dev.lethe.lane;

/**
 * A rate as Camel's throttle wants it: at most {@code calls} in any {@code periodMillis}. Calls
 * leave a few at a time, some twenty times a second, rather than a second's worth at once: a burst
 * that travels slowly would meet the next one in the same second of the vendor's.
 *
 * @param calls 1 or more
 * @param periodMillis above 0
 */
record Throttle(long calls, long periodMillis) {
  // Calls leave at the right time but may travel some milliseconds longer or shorter, so each
  // second
  // is made one percent wider.
  private static final double SECOND_MILLIS = 1010;

  // Shorter periods than some 50 ms would lose more than a percent to whole milliseconds.
  private static final double PERIODS_A_SECOND = 20;

  /**
   * The throttle for a rate; it lets at least 97 % of it through.
   *
   * @param rate calls per second, above 0
   */
  static Throttle of(double rate) {
    long calls = Math.max(1, (long) Math.ceil(rate / PERIODS_A_SECOND));
    return new Throttle(calls, (long) Math.ceil(SECOND_MILLIS * calls / rate));
  }
}
