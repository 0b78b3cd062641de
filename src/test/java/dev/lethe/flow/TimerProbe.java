package dev.lethe.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures how late this machine wakes a thread that waits: what no pace can make up for. */
final class TimerProbe implements AutoCloseable {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(5);

  private final Thread thread = new Thread(this::run, "timer-probe");
  private volatile boolean over;
  private long waits;
  private long late;
  private long latest;

  TimerProbe() {
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void note(long nanos) {
    waits++;
    late += nanos;
    latest = Math.max(latest, nanos);
  }

  private void run() {
    while (!over) {
      long start = System.nanoTime();
      LockSupport.parkNanos(WAIT);
      note(Math.max(0, System.nanoTime() - start - WAIT));
    }
  }

  /** How many milliseconds late a wait ended, on average. */
  synchronized double millisLate() {
    return waits == 0 ? 0 : late / 1e6 / waits;
  }

  /** How late a wait ended at the worst. */
  synchronized Duration worst() {
    return Duration.ofNanos(latest);
  }

  @Override
  public void close() {
    over = true;
  }
}
