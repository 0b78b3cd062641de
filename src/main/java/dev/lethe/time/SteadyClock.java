package dev.lethe.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the engine: that of the machine, except that it does not go back for as little as a
 * time server corrects. If the machine's clock is set back by up to ten minutes, this one runs at
 * half speed until the other has caught up, so that what is later keeps a later time. A larger step
 * means that the time until then was wrong; it is followed at once, and whoever has due times to
 * look after is told.
 *
 * <p>Not for signatures: vendors compare those with a clock of their own.
 */
public final class SteadyClock extends Clock {
  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

  /** Beyond that it is better to be right than steady. */
  static final Duration FOLLOW_BEYOND = Duration.ofMinutes(10);

  /** Smaller steps are everyday corrections and are not logged. */
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(5);

  private final Clock machine;
  private final LongSupplier nanoTime;
  private final AtomicBoolean steppedBack = new AtomicBoolean();
  private Instant lastGiven;
  private long lastNanos;
  private boolean waiting;

  /** Steadies the time of a machine. */
  public SteadyClock(Clock machine) {
    this(machine, System::nanoTime);
  }

  SteadyClock(Clock machine, LongSupplier nanoTime) {
    this.machine = machine;
    this.nanoTime = nanoTime;
    this.lastGiven = machine.instant();
    this.lastNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    Instant now = machine.instant();
    long nanos = nanoTime.getAsLong();
    Duration passed = Duration.ofNanos(nanos - lastNanos);
    lastNanos = nanos;
    Instant slow = lastGiven.plus(passed.dividedBy(2));
    Duration behind = Duration.between(now, slow);
    if (behind.isNegative() || behind.isZero()) {
      caughtUp(Duration.between(lastGiven, now).minus(passed));
      lastGiven = now;
    } else if (behind.compareTo(FOLLOW_BEYOND) > 0) {
      follow(behind);
      lastGiven = now;
    } else {
      stepBack(behind);
      lastGiven = slow;
    }
    return lastGiven;
  }

  private void caughtUp(Duration jump) {
    if (jump.compareTo(WORTH_A_LINE) > 0 && !waiting) {
      LOG.warn("This machine's clock jumped ahead by {} (or the machine slept).", jump);
    }
    waiting = false;
  }

  private void follow(Duration step) {
    waiting = false;
    steppedBack.set(true);
    LOG.warn(
        "This machine's clock was set back by {}. Lethe follows; times that were noted before lie"
            + " ahead by as much. No row waits for that time to come.",
        step);
  }

  private void stepBack(Duration step) {
    if (!waiting && step.compareTo(WORTH_A_LINE) > 0) {
      LOG.warn(
          "This machine's clock was set back by {}. Lethe's own runs at half speed until the two"
              + " agree again.",
          step);
    }
    waiting = true;
  }

  /** Whether the time went back since this was asked last. */
  boolean takeStepBack() {
    return steppedBack.getAndSet(false);
  }

  /** To be asked again: whatever was to be done about a step could not be done. */
  void giveBack() {
    steppedBack.set(true);
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(machine.withZone(zone), nanoTime);
  }
}
