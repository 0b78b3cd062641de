package dev.lethe.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lane is, for people.
 *
 * @param vendor whose lane it is
 * @param state whether it sends
 * @param byOperator whether an operator paused it
 * @param reason why not, as a sentence; null if it does
 * @param code the vendor's code, or a word of ours, that closed it; null if it is open
 * @param since when it came into that state
 * @param nextProbe when it tries by itself; null if it is open, or waits for an operator
 * @param inFlight calls under way, or about to go out at the vendor's pace
 */
public record LaneStatus(
    String vendor,
    State state,
    boolean byOperator,
    @Nullable String reason,
    @Nullable String code,
    Instant since,
    @Nullable Instant nextProbe,
    int inFlight) {

  /** Whether a lane sends, and if not, why. */
  public enum State {
    /** It sends. */
    OPEN,
    /**
     * The vendor asks for fewer calls, or does not work: then it probes by itself. Or an operator
     * paused it: then it waits for one.
     */
    PAUSED,
    /** A setting or a permission is wrong. */
    HALTED,
    /** Lethe is going down. */
    STOPPING
  }
}
