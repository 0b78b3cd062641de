package dev.lethe.lane;

import dev.lethe.lane.LaneStatus.State;
import dev.lethe.vendor.Backoff;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Vendor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a lane may send: open; paused, because the vendor asks for fewer calls or does not
 * work; or halted, because a configuration or a permission is wrong. A closed lane lets one probe
 * batch out when its time has come, and opens when that one is answered.
 *
 * <p>Pauses are a circuit breaker's: it counts failures, opens, waits and lets one call through.
 * Its own are the halts, which an operator ends and not time, the least wait that a vendor asks
 * for, the batches that come back unsent, and an operator's pause, which lies over all the others:
 * while it lasts they go on as calls under way are answered, and afterwards hold.
 */
final class LaneGate {
  private static final float PERCENT = 100;

  private final Clock clock;
  private final CircuitBreaker breaker;
  private final PauseWaits pauses;
  private final Backoff probes;
  private final Wait vendorsWait;
  private final Wait haltWait;
  private boolean stopping;
  private @Nullable Reason operators;
  private Instant operatorsSince;
  private boolean halted;
  private boolean forGood;
  private boolean resumed;
  private int haltedProbes;
  private boolean probing;
  private Instant since;
  private @Nullable Reason reason;

  /**
   * Why a lane is closed.
   *
   * @param why a sentence
   * @param code the vendor's code or a word of ours
   */
  record Reason(String why, String code) {}

  /**
   * A lane's state for people.
   *
   * @param byOperator whether an operator paused it
   * @param reason null if open
   * @param until when the next probe goes out; null if none does by itself
   */
  record Status(
      State state,
      boolean byOperator,
      @Nullable Reason reason,
      Instant since,
      @Nullable Instant until) {}

  LaneGate(Clock clock, Vendor.Breaker counts, Backoff pauses, Backoff probes) {
    this.clock = clock;
    this.pauses = new PauseWaits(clock, pauses);
    this.probes = probes;
    this.vendorsWait = new Wait(clock);
    this.haltWait = new Wait(clock);
    this.since = clock.instant();
    this.operatorsSince = since;
    this.breaker =
        CircuitBreaker.of(
            "lane",
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(counts.window())
                .minimumNumberOfCalls(counts.window())
                .failureRateThreshold(PERCENT * counts.failures() / counts.window())
                .waitIntervalFunctionInOpenState(this.pauses)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
  }

  private State state() {
    if (stopping) {
      return State.STOPPING;
    }
    if (halted) {
      return State.HALTED;
    }
    return breaker.getState() == CircuitBreaker.State.CLOSED ? State.OPEN : State.PAUSED;
  }

  private Instant until() {
    if (halted && forGood) {
      return Instant.MAX;
    }
    Instant own = halted ? haltWait.until() : pauses.until();
    return own.isBefore(vendorsWait.until()) ? vendorsWait.until() : own;
  }

  private boolean isPausedByOperator() {
    return operators != null && !stopping;
  }

  /** An operator wants nothing to be sent. Says whether that is news. */
  synchronized boolean pauseByOperator(String why) {
    if (stopping || operators != null) {
      return false;
    }
    operators = new Reason(why, "operator");
    operatorsSince = clock.instant();
    return true;
  }

  /** An operator lets it send again. Says whether one had paused it. */
  synchronized boolean endPauseByOperator() {
    boolean paused = operators != null;
    operators = null;
    return paused;
  }

  /** Whether batches may be claimed freely. */
  synchronized boolean isOpen() {
    return state() == State.OPEN && operators == null;
  }

  /** Whether one probe batch may be claimed now; {@link #probeStarted} must follow if it is. */
  synchronized boolean isProbeDue() {
    boolean closed = state() == State.PAUSED || state() == State.HALTED;
    return closed && operators == null && !probing && !clock.instant().isBefore(until());
  }

  /** Lets one probe out; false if there is no place for one any more. */
  synchronized boolean probeStarted() {
    boolean starts = isProbeDue() && (halted || breakerLetsOneOut());
    probing |= starts;
    return starts;
  }

  // It is told that its wait is over, since its own clock would be wrong after a step back.
  private boolean breakerLetsOneOut() {
    if (breaker.getState() == CircuitBreaker.State.OPEN) {
      breaker.transitionToHalfOpenState();
    }
    return breaker.tryAcquirePermission();
  }

  /** Whether a claimed batch may still go out. */
  synchronized boolean maySend(Batch batch) {
    return operators == null && (state() == State.OPEN || (batch.probe() && probing && !stopping));
  }

  /**
   * A call was answered, well or badly, in a way that lets the lane go on. Says whether it opened.
   */
  synchronized boolean answered(Batch batch) {
    if (state() == State.OPEN) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      return false;
    }
    if (stopping || !wasTheProbe(batch)) {
      return false;
    }
    if (halted) {
      halted = false;
      breaker.reset();
    } else {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
    resumed = false;
    vendorsWait.end();
    pauses.opened();
    became(null);
    return true;
  }

  /** A call failed as calls do; only several of them close the lane. Says whether it closed now. */
  synchronized boolean failed(Batch batch, Reason why) {
    return switch (state()) {
      case STOPPING -> false;
      case OPEN -> {
        breaker.onError(0, TimeUnit.NANOSECONDS, new CallFailedException(why.code()));
        yield state() == State.PAUSED && became(why);
      }
      default -> {
        closeAgain(batch, why);
        yield false;
      }
    };
  }

  /** The vendor asks for a pause of at least so long. Says whether the lane closed now. */
  synchronized boolean pause(Batch batch, Reason why, Duration atLeast) {
    if (stopping) {
      return false;
    }
    if (clock.instant().plus(atLeast).isAfter(vendorsWait.until())) {
      vendorsWait.begin(atLeast);
    }
    if (state() == State.OPEN) {
      breaker.transitionToOpenState();
      return became(why);
    }
    closeAgain(batch, why);
    return false;
  }

  /**
   * Nothing goes right until somebody mends the configuration. Says whether that is news: it halted
   * now, or a probe that an operator asked for found it unmended.
   */
  synchronized boolean halt(Batch batch, Reason why) {
    if (stopping || (halted && forGood)) {
      return false;
    }
    if (halted) {
      boolean asked = resumed;
      return closeAgain(batch, why) && asked;
    }
    startHalt();
    haltWait.begin(probes.after(++haltedProbes));
    return became(why);
  }

  /**
   * As {@link #halt}, but without probes: trying again would do harm. Says whether it halted now.
   */
  synchronized boolean haltForGood(Reason why) {
    if (stopping || (halted && forGood)) {
      return false;
    }
    startHalt();
    forGood = true;
    return became(why);
  }

  private void startHalt() {
    breaker.reset();
    halted = true;
    forGood = false;
    resumed = false;
    probing = false;
    haltedProbes = 0;
  }

  /** An operator says that it is mended: a probe goes out at once. Says whether it was halted. */
  synchronized boolean resume() {
    if (stopping || !halted) {
      return false;
    }
    forGood = false;
    resumed = true;
    probing = false;
    haltedProbes = 0;
    vendorsWait.end();
    haltWait.begin(Duration.ZERO);
    return true;
  }

  /** A batch came back without an answer that says anything of the lane. */
  synchronized void returned(Batch batch) {
    if (wasTheProbe(batch) && !halted) {
      breaker.releasePermission();
    }
  }

  /** Lethe is going down: nothing more goes out. */
  synchronized void stopping() {
    stopping = true;
    became(new Reason("Lethe is stopping.", "stopping"));
  }

  synchronized Status status() {
    if (isPausedByOperator()) {
      return new Status(State.PAUSED, true, operators, operatorsSince, null);
    }
    State state = state();
    Instant until = until();
    boolean probes = state == State.PAUSED || state == State.HALTED;
    return new Status(
        state, false, reason, since, probes && until.isBefore(Instant.MAX) ? until : null);
  }

  private boolean became(@Nullable Reason why) {
    reason = why;
    since = clock.instant();
    return true;
  }

  // A closed lane is closed for longer only by its probe: older batches say what is known already.
  private boolean closeAgain(Batch batch, Reason why) {
    if (!wasTheProbe(batch)) {
      return false;
    }
    if (halted) {
      haltWait.begin(probes.after(++haltedProbes));
      resumed = false;
    } else {
      breaker.onError(0, TimeUnit.NANOSECONDS, new CallFailedException(why.code()));
      reason = why;
    }
    return true;
  }

  private boolean wasTheProbe(Batch batch) {
    boolean was = batch.probe() && probing;
    if (was) {
      probing = false;
    }
    return was;
  }
}
