package dev.lethe.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The pace of one vendor's calls: never more than the rate in any second, wherever that second
 * begins, and as close to it as can be.
 *
 * <p>It remembers when the last calls left, as many as may leave in a second; the next one leaves
 * no earlier than a second (and a little) after the oldest of them. A thread that wakes late so
 * costs that call some time, once, and not every call after it. Calls that could all leave at once
 * are spread out, a little faster than the pace, so that what was late is caught up with.
 *
 * <p>A call that may leave is not gone yet: to connect takes time, and the first calls of all take
 * long. Until {@link Leave} says that it is gone it counts as one that leaves at this moment, so
 * that calls which were held up do not meet the next ones at the vendor.
 *
 * <p>Callers are let go one after the other, in the order in which they came.
 */
final class Pacer {
  // Calls leave at the right time but travel some milliseconds longer or shorter, so each second is
  // made one percent wider.
  private static final double WIDER = 1.01;

  /** Calls that are behind catch up at up to a tenth above the pace. */
  private static final double CATCH_UP = 0.9;

  /** Threads wake some 0.1 ms late; waits of 5 ms and more do not feel it. */
  private static final double GROUPS_A_SECOND = 200;

  /** 80 KB; a rate above is kept in parts of a second. */
  private static final int MOST_REMEMBERED = 10_000;

  /**
   * While as many calls are on their way as may leave in a second, one of which has to go first.
   */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Waiting waiting;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Semaphore turn = new Semaphore(1, true);
  private final Map<Thread, Leave> latest = new ConcurrentHashMap<>();
  private final long[] left;
  private final long[] gone;
  private final long windowNanos;
  private final int group;
  private final long groupNanos;
  private long calls;
  private long goneCalls;
  private int onTheirWay;

  /** A call that may leave, and is on its way until it is gone or does not go. */
  final class Leave {
    private final Thread thread = Thread.currentThread();
    private boolean ended;

    private Leave() {
      latest.put(thread, this);
    }

    /** It is gone: its request is being written. Again does nothing. */
    void gone() {
      end(true);
    }

    /** It does not go. Does nothing if it is gone. */
    void dropped() {
      end(false);
    }

    private void end(boolean isGone) {
      latest.remove(thread, this);
      synchronized (Pacer.this) {
        if (!ended) {
          ended = true;
          onTheirWay--;
          if (isGone) {
            gone[(int) (goneCalls++ % gone.length)] = nanoTime.getAsLong();
          }
        }
      }
    }
  }

  /** How to wait; a test has a clock of its own. */
  @FunctionalInterface
  interface Waiting {
    /** Waits for so long, or until the latch opens: then it returns true. */
    boolean await(CountDownLatch stopped, long nanos) throws InterruptedException;
  }

  /**
   * A pacer.
   *
   * @param rate calls per second, above 0
   */
  Pacer(double rate) {
    this(rate, System::nanoTime, (stopped, nanos) -> stopped.await(nanos, TimeUnit.NANOSECONDS));
  }

  Pacer(double rate, LongSupplier nanoTime, Waiting waiting) {
    this.nanoTime = nanoTime;
    this.waiting = waiting;
    this.left = new long[(int) Math.max(1, Math.min(Math.floor(rate), MOST_REMEMBERED))];
    this.gone = new long[left.length];
    double nanosACall = TimeUnit.SECONDS.toNanos(1) / rate;
    this.windowNanos = (long) Math.ceil(WIDER * left.length * nanosACall);
    this.group = (int) Math.min(left.length, Math.ceil(rate / GROUPS_A_SECOND));
    this.groupNanos = (long) (CATCH_UP * group * nanosACall);
  }

  /**
   * Waits until a call may leave; it is gone when this returns.
   *
   * @throws NotSentException if Lethe is stopping, or the thread is interrupted
   */
  void await() {
    awaitLeave().gone();
  }

  /** The latest call that this thread was allowed is gone. */
  void isGone() {
    Leave leave = latest.get(Thread.currentThread());
    if (leave != null) {
      leave.gone();
    }
  }

  /**
   * Waits until a call may leave.
   *
   * @return what is to be told when it is gone
   * @throws NotSentException if Lethe is stopping, or the thread is interrupted
   */
  Leave awaitLeave() {
    try {
      turn.acquire();
      try {
        long wait = earliest() - nanoTime.getAsLong();
        while (wait > 0 && !waiting.await(stopped, wait)) {
          wait = earliest() - nanoTime.getAsLong();
        }
        if (stopped.getCount() == 0) {
          throw new NotSentException();
        }
        left[(int) (calls++ % left.length)] = nanoTime.getAsLong();
        synchronized (this) {
          onTheirWay++;
        }
        return new Leave();
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSentException();
    }
  }

  /** Lets nobody go any more: whoever waits, or comes, is told that the call is not sent. */
  void stop() {
    stopped.countDown();
  }

  private long earliest() {
    long now = nanoTime.getAsLong();
    long byWindow = earliestByWindow(now);
    long bySpread = calls < group ? now : left(group) + groupNanos;
    return byWindow - bySpread > 0 ? byWindow : bySpread;
  }

  // Those on their way may all be gone at this moment; with them no second may have too many.
  private synchronized long earliestByWindow(long now) {
    int free = gone.length - onTheirWay;
    if (free <= 0) {
      return now + LOOK_AGAIN_NANOS;
    }
    return goneCalls < free ? now : gone[(int) ((goneCalls - free) % gone.length)] + windowNanos;
  }

  /** When the call left that was made so many calls ago. */
  private long left(int ago) {
    return left[(int) ((calls - ago) % left.length)];
  }
}
