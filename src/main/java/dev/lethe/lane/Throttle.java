package dev.lethe.lane;

/**
 * A rate as Camel's throttle wants it: at most {@code calls} in any {@code periodMillis}.
 *
 * @param calls 1 or more
 * @param periodMillis above 0
 */
record Throttle(long calls, long periodMillis) {
  // Calls leave at the right time but may travel 10 ms longer or shorter, so the window is made one
  // percent wider than a second: the vendor never sees more than the rate in any second of its own.
  private static final double WIDER = 1.01;

  /**
   * Whole rates become so many calls a second; broken ones a call every so often, which never lets
   * more through than the next whole number in a second.
   *
   * @param rate calls per second, above 0
   */
  static Throttle of(double rate) {
    long whole = Math.round(rate);
    return whole >= 1 && Math.abs(rate - whole) < 1e-9
        ? new Throttle(whole, Math.round(1000 * WIDER))
        : new Throttle(1, (long) Math.ceil(1000 * WIDER / rate));
  }
}
