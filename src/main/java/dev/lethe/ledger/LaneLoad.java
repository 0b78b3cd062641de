package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a lane.
 *
 * @param waiting rows that are neither final nor in a call just now, those of requests that are
 *     held or being read among them; doubles are not counted
 * @param oldestDue since when the one that waits longest has been due, null if none is
 * @param nextDue when the next one will be due that is not, null if there is none
 */
public record LaneLoad(long waiting, @Nullable Instant oldestDue, @Nullable Instant nextDue) {
  /** Nothing waits. */
  public static LaneLoad none() {
    return new LaneLoad(0, null, null);
  }
}
