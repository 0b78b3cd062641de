package dev.lethe.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wait that a clock which is set back cannot stretch: if the time is found to lie before its
 * beginning, it begins anew. So it lasts twice its length at the most. Guarded by its owner.
 */
final class Wait {
  private final Clock clock;
  private @Nullable Instant begun;
  private Duration length = Duration.ZERO;

  /** None is under way. */
  Wait(Clock clock) {
    this.clock = clock;
  }

  /** Begins now, whatever there was. */
  void begin(Duration lasting) {
    begun = clock.instant();
    length = lasting;
  }

  /** None is under way any more. */
  void end() {
    begun = null;
  }

  /** Whether one has begun, be it over or not. */
  boolean hasBegun() {
    return begun != null;
  }

  /** When it is over; {@link Instant#MIN} if none has begun. */
  Instant until() {
    if (begun == null) {
      return Instant.MIN;
    }
    Instant now = clock.instant();
    if (now.isBefore(begun)) {
      begun = now;
    }
    return begun.plus(length);
  }

  /** Whether nothing keeps its owner waiting. */
  boolean isOver() {
    return !clock.instant().isBefore(until());
  }
}
