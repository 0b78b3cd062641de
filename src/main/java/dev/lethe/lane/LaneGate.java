package dev.lethe.lane;

import dev.lethe.vendor.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a lane may send: open; paused, because the vendor asks for fewer calls or does not
 * work; or halted, because a configuration or a permission is wrong. A closed lane lets one probe
 * batch out when its time has come, and opens when that one is answered.
 */
final class LaneGate {
  /** Calls that fail in a row before the lane pauses: one may be chance, three are not. */
  private static final int FAILURES = 3;

  private final Clock clock;
  private final Backoff pauses;
  private final Backoff probes;
  private State state = State.OPEN;
  private @Nullable String reason;
  private Instant until = Instant.MIN;
  private boolean probing;
  private int closings;
  private int failures;

  /** Whether a lane sends, and if not, why. */
  enum State {
    OPEN,
    PAUSED,
    HALTED,
    STOPPING
  }

  /**
   * A lane's state for people.
   *
   * @param state open or not
   * @param reason why not, null if open
   * @param until when the next probe goes out
   */
  record Status(State state, @Nullable String reason, Instant until) {}

  LaneGate(Clock clock, Backoff pauses, Backoff probes) {
    this.clock = clock;
    this.pauses = pauses;
    this.probes = probes;
  }

  /** Whether batches may be claimed freely. */
  synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether one probe batch may be claimed now; {@link #probeStarted} must follow if it is. */
  synchronized boolean isProbeDue() {
    boolean closed = state == State.PAUSED || state == State.HALTED;
    return closed && !probing && !clock.instant().isBefore(until);
  }

  synchronized void probeStarted() {
    probing = true;
  }

  /** Whether a claimed batch may still go out. */
  synchronized boolean maySend(Batch batch) {
    return state == State.OPEN || (batch.probe() && probing && state != State.STOPPING);
  }

  /** A call was answered, well or badly, in a way that lets the lane go on. */
  synchronized boolean answered(Batch batch) {
    failures = 0;
    if (state == State.OPEN) {
      closings = 0;
      return false;
    }
    if (!batch.probe() || state == State.STOPPING) {
      return false;
    }
    state = State.OPEN;
    reason = null;
    probing = false;
    closings = 0;
    return true;
  }

  /**
   * A call failed as calls do; only several in a row close the lane. Says whether it closed now.
   */
  synchronized boolean failed(Batch batch, String why) {
    failures++;
    if (batch.probe() || failures >= FAILURES) {
      return close(batch, State.PAUSED, why, pauses, Duration.ZERO);
    }
    return false;
  }

  /** The vendor asks for a pause of at least so long. Says whether the lane closed now. */
  synchronized boolean pause(Batch batch, String why, Duration atLeast) {
    return close(batch, State.PAUSED, why, pauses, atLeast);
  }

  /**
   * As {@link #halt}, but without probes: trying again would do harm. Says whether it halted now.
   */
  synchronized boolean haltForGood(String why) {
    boolean news = state != State.HALTED || !until.equals(Instant.MAX);
    if (state == State.STOPPING) {
      return false;
    }
    state = State.HALTED;
    reason = why;
    until = Instant.MAX;
    probing = false;
    return news;
  }

  /** Nothing goes right until somebody mends the configuration. Says whether it halted now. */
  synchronized boolean halt(Batch batch, String why) {
    return close(batch, State.HALTED, why, probes, Duration.ZERO);
  }

  /** A batch came back without an answer that says anything of the lane. */
  synchronized void returned(Batch batch) {
    if (batch.probe()) {
      probing = false;
    }
  }

  /** Lethe is going down: nothing more goes out. */
  synchronized void stopping() {
    state = State.STOPPING;
    reason = "Lethe is stopping.";
  }

  synchronized Status status() {
    return new Status(state, reason, until);
  }

  private boolean close(Batch batch, State to, String why, Backoff waits, Duration atLeast) {
    boolean returned = batch.probe() && probing;
    if (returned) {
      probing = false;
    }
    // A halted lane stays halted until a probe goes well, whatever else goes wrong meanwhile.
    boolean staysHalted = state == State.HALTED && to == State.PAUSED;
    if (state == State.STOPPING || (staysHalted && !returned)) {
      return false;
    }
    boolean news = !staysHalted && state != to;
    if (news && to == State.HALTED) {
      closings = 0;
    }
    if (news || returned) {
      closings++;
      Duration wait = (staysHalted ? probes : waits).after(closings);
      until = clock.instant().plus(wait.compareTo(atLeast) < 0 ? atLeast : wait);
    } else if (until.isBefore(clock.instant().plus(atLeast))) {
      until = clock.instant().plus(atLeast);
    }
    if (!staysHalted) {
      state = to;
      reason = why;
    }
    return news;
  }
}
