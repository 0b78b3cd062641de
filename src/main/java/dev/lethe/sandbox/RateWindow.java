package dev.lethe.sandbox;

/** Lets a number of calls pass in any one second. Safe for many threads. */
public final class RateWindow {

  private static final long SECOND = 1_000_000_000L;

  private long[] passed = new long[0];
  private int next;
  private int filled;

  /**
   * Whether a call may pass.
   *
   * @param callsPerSecond the limit, 0 for none; a change of the limit begins a new window
   * @param nanos when it came, on the clock of {@link System#nanoTime}
   */
  public synchronized boolean allows(int callsPerSecond, long nanos) {
    if (callsPerSecond != passed.length) {
      passed = new long[callsPerSecond];
      next = 0;
      filled = 0;
    }
    if (callsPerSecond == 0) {
      return true;
    }
    // The oldest of the last calls that passed is in the slot that is to be written next.
    if (filled == passed.length && nanos - passed[next] < SECOND) {
      return false;
    }
    passed[next] = nanos;
    next = (next + 1) % passed.length;
    filled = Math.min(filled + 1, passed.length);
    return true;
  }
}
