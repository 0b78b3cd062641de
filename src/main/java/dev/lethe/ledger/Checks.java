package dev.lethe.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What reconciliation keeps in the ledger of single items: who is due for a look, and what the
 * newest look said. Promises the same as {@link Ledger}: a change is on disk when the call returns.
 */
public interface Checks {

  /** Names of all lanes that ever had items. */
  Set<String> lanes();

  /**
   * Numbers of requests that may hold items due for a look. Once a run has {@link #looked} through
   * one, it is passed over without reading its items until the next of them is due.
   *
   * @param after only greater numbers, for the next page
   */
  List<Long> requests(LookSpan span, long after, int most);

  /**
   * Items of a request that are due for a look, by key; of those whose subject retention has
   * replaced only what the span has the key for.
   *
   * @param after only greater keys, for the next page; 0 for the first
   */
  List<Checkable> due(LookSpan span, long requestNo, long after, int most);

  /** Keeps looks, in place of earlier ones at the same items, and counts them in the run. */
  void write(long run, String lane, List<Check> checks);

  /** Notes that a run has gone through a request's items of a lane to the end. */
  void looked(LookSpan span, long requestNo);

  /** The newest look at an item. */
  Optional<Check> latest(long requestNo, int row);

  /**
   * What a run's looks said other than "gone", by key.
   *
   * @param after only greater keys, 0 for the first page
   */
  List<CheckedItem> amiss(long run, long after, int most);

  /** Of {@link #amiss}, those who are there, still have a name and were not sent again since. */
  List<CheckedItem> toResend(long run, long after, int most);

  /** Notes that those items were sent again by a run. */
  void resent(long run, List<Long> keys);

  /** Makes what is unknown at a lane due now, and says how many that is. */
  long hasten(String lane, Instant now);

  /** How many items of a lane are unknown. */
  long unknown(String lane);

  /**
   * Items of a lane that are unknown, by key; also those that the lane is looking into right now.
   *
   * @param after only greater keys, 0 for the first page
   */
  List<OpenItem> unknown(String lane, long after, int most);

  /** Requests without a last outcome that were received until then, the oldest first. */
  List<RequestRecord> openSince(Instant receivedUntil);

  /** Items of a request without an outcome, by key; see {@link #due} for {@code after}. */
  List<OpenItem> open(long requestNo, long after, int most);

  /**
   * Requests whose books are to be held against their files: those that never were, that did not
   * agree, and those for which it is long ago.
   *
   * @param auditedUntil again if the last time was until then
   * @param after only greater numbers, for the next page
   */
  List<RequestRecord> toAudit(long run, Instant auditedUntil, long after, int most);

  /** Notes that the books of a request were held against its files. */
  void audited(long run, long requestNo, boolean agreed, Instant now);
}
