package dev.lethe.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * All that is to go wrong at a simulated vendor.
 *
 * @param seed what chance draws from: the same seed befalls the same subjects, and the same calls
 *     counted from when the plan was set
 * @param latency how long every call takes at least
 * @param jitter how much longer it takes, at most and by chance
 * @param callsPerSecond the vendor's limit for each of its addresses, 0 for none
 * @param faults single faults; of those of the wire, the first that befalls a call is played
 */
public record FaultPlan(
    long seed, Duration latency, Duration jitter, int callsPerSecond, List<Fault> faults) {

  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(1, Duration.ZERO, Duration.ZERO, 0, List.of());

  /** Checks it; each message is a sentence for the person who wrote the plan. */
  public FaultPlan {
    if (latency.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("The latency or the jitter is negative.");
    }
    if (callsPerSecond < 0 || callsPerSecond > 1_000_000) {
      throw new IllegalArgumentException("callsPerSecond is not between 0 and a million.");
    }
    faults = List.copyOf(faults);
  }

  /** These faults and nothing else. */
  public static FaultPlan of(Fault... faults) {
    return new FaultPlan(1, Duration.ZERO, Duration.ZERO, 0, List.of(faults));
  }

  /** The same with another seed. */
  public FaultPlan withSeed(long other) {
    return new FaultPlan(other, latency, jitter, callsPerSecond, faults);
  }

  /** The same with this latency and jitter. */
  public FaultPlan withLatency(Duration least, Duration more) {
    return new FaultPlan(seed, least, more, callsPerSecond, faults);
  }

  /** The same with a limit. */
  public FaultPlan withCallsPerSecond(int limit) {
    return new FaultPlan(seed, latency, jitter, limit, faults);
  }
}
