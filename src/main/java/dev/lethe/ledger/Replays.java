package dev.lethe.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Rows that failed and are sent again. A row belongs to one replay at the most: that is decided
 * here, in one place, however many ask at once.
 *
 * <p>A replay takes its rows, is sealed, and then its file is written and handed in. One that is
 * cut off before it is sealed is forgotten, since nothing can have been sent; one that is cut off
 * after gets the same file of the same rows again, which the intake knows if it was there already.
 */
public interface Replays {

  /**
   * Begins a replay.
   *
   * @param prefix of the file's name; its number and {@code .csv} are put behind it
   */
  ReplayRecord begin(String prefix, String by, String reason, Instant now);

  /**
   * Takes rows for a replay: those that failed and that no other one has.
   *
   * @return how many it got
   * @throws LedgerException if the replay is sealed or forgotten
   */
  int take(long replay, List<Long> keys);

  /**
   * Takes no more rows.
   *
   * @throws LedgerException if the replay is forgotten
   */
  void seal(long replay);

  /**
   * The rows of a replay by key.
   *
   * @param after only greater keys, 0 for the first page
   */
  List<ItemRecord> rows(long replay, long after, int most);

  /** Notes that the file is in the inbox. */
  void handedIn(long replay, String requestId, Instant now);

  /** Forgets a replay that is not sealed: its rows can be taken again. */
  void drop(long replay);

  /** Replays that are not sealed. */
  List<ReplayRecord> unsealed();

  /** Replays that are sealed and not handed in, the oldest first. */
  List<ReplayRecord> unfinished();
}
