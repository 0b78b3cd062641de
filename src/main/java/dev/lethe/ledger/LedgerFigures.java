package dev.lethe.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is open in the ledger, at one moment.
 *
 * @param requests how many there are of each state but {@link RequestState#FINAL}
 * @param open items without an outcome, those of calls under way included, doubles not
 * @param lanes what waits by lane; none for a lane where nothing does
 */
public record LedgerFigures(
    Map<RequestState, Long> requests, long open, Map<String, Waiting> lanes) {

  /**
   * What waits in a lane.
   *
   * @param items that wait for a call, now or later; of released requests, and not under way
   * @param oldestDue since when the one has been due that has waited longest; null if none is
   */
  public record Waiting(long items, @Nullable Instant oldestDue) {
    Waiting and(Waiting other) {
      Instant mine = oldestDue;
      Instant others = other.oldestDue;
      Instant oldest = mine == null || (others != null && others.isBefore(mine)) ? others : mine;
      return new Waiting(items + other.items, oldest);
    }
  }
}
