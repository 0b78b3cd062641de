package dev.lethe.ledger;

import dev.lethe.event.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The truth and the queue: every row is here before its file leaves the inbox, and until it has an
 * outcome.
 *
 * <p>Every method that changes something returns only when the change is on disk. All methods may
 * be called from any thread; any may throw {@link LedgerException}, after which nothing of the call
 * was applied.
 *
 * <p>The implementations know nothing of Camel, vendors' protocols or files.
 */
public interface Ledger extends Evidence {

  /**
   * Starts taking in a request, or finds it again.
   *
   * <p>A request that was {@link RequestState#RECEIVING} (a crash cut its reading off) is emptied
   * and read anew; nothing of it can have been sent. If the id is taken by a request with another
   * source or content, the new one gets {@code -2}, {@code -3} … behind its id.
   *
   * @return the request as it stands: {@code RECEIVING} if its rows are to be accepted now, any
   *     other state if it is known already and nothing is to be done
   */
  RequestRecord begin(NewRequest request);

  /**
   * Makes rows durable. Nothing of them is due before {@link #release}.
   *
   * @param requestNo a request in {@code RECEIVING}
   * @param items in row order, all later than those accepted before
   */
  default void accept(long requestNo, List<NewItem> items) {
    beginAccept(requestNo, items).await();
  }

  /** The same, returning at once: rows are durable when what it returns has been waited for. */
  Writing beginAccept(long requestNo, List<NewItem> items);

  /** The subject of a row accepted earlier, empty if there is no such row. */
  Optional<StoredSubject> subject(long requestNo, int row);

  /** Forgets a request in {@code RECEIVING}, because its file turned out to be no good. */
  void discard(long requestNo);

  /**
   * Ends the taking in: the items become due, or wait for an approval.
   *
   * <p>A request in which every row is final already (all rejected) becomes {@code FINAL}.
   *
   * <p>Whether it must be approved is decided in the same transaction, so that of two requests
   * released at one moment only one slips below a cap.
   *
   * @param caps over one of these it is held, and the request says why
   */
  RequestRecord release(long requestNo, Caps caps, Instant now);

  /** As above, where it has been decided already whether the request must be approved. */
  default RequestRecord release(long requestNo, boolean hold, Instant now) {
    return release(requestNo, hold ? Caps.ofRequest(0) : Caps.none(), now);
  }

  /** What lanes have had already of what caps count, on the day of that moment. */
  Map<String, Caps.LaneUse> uses(Collection<String> lanes, Caps caps, Instant now);

  /** Requests of that content, whatever their names, the oldest first. */
  List<RequestRecord> withContent(String sha256);

  /**
   * Lets a held request go. Its rows count for the day of this moment.
   *
   * @param by who says so
   * @param reason why
   * @return the request, empty if there is none of that id that is held
   * @throws LedgerException if whoever handed the request in would approve it
   */
  Optional<RequestRecord> approve(String requestId, String by, String reason, Instant now);

  /** Declines a held request: its open items become {@code CANCELLED}. See {@link #approve}. */
  Optional<RequestRecord> cancel(String requestId, String by, String reason, Instant now);

  /** How many items of a lane are due, counted no further than {@code most}. */
  int due(String lane, int most, Instant now);

  /**
   * Takes due items for a lane: they are {@code SENT} on disk when this returns. Those that come up
   * again go before fresh ones; fresh ones go in the order in which they came in.
   *
   * @param most how many at the most
   */
  default List<DueItem> claim(String lane, int most, Instant now) {
    return claim(lane, most, false, now);
  }

  /**
   * The same with a choice of the order.
   *
   * @param freshFirst whether fresh items go before those that come up again, and among those the
   *     ones with the fewest strikes: for a call that will fail, perhaps, and must not always cost
   *     the same items an attempt
   */
  List<DueItem> claim(String lane, int most, boolean freshFirst, Instant now);

  /**
   * Writes what became of claimed items, in one piece.
   *
   * <p>Settling an item that is final already changes nothing. An attempt that does not decide the
   * item, and any after the first, leaves a row of its own as evidence.
   *
   * @param batch the vendor call they went out with, for the evidence
   */
  void settle(String batch, List<Settlement> settlements, Instant now);

  /**
   * Makes items that were in flight when an earlier process died {@code UNKNOWN} and due. That
   * flight counts as an attempt that may have run, though not as a strike. To be called once,
   * before the first claim.
   *
   * @return how many there were
   */
  long recover(Instant now);

  /**
   * Makes items that are due later than that due then. A time that lies too far ahead was written
   * while the clock was wrong; without this its item would wait for years.
   *
   * @return how many there were
   */
  int dueBy(Instant latest);

  /**
   * What is open, in numbers: from indexes and counters, never by going through all items.
   *
   * @param now due by then is due
   */
  LedgerFigures figures(Instant now);

  /** Requests, the newest first. */
  List<RequestRecord> requests(int most);

  /** A request that is {@code FINAL} and has no receipt yet, the oldest first. */
  Optional<RequestRecord> nextUnreported();

  /** As {@link #nextUnreported}, several of them. */
  List<RequestRecord> unreported(int most);

  /** Notes that the files of a finished request are written. */
  void reported(long requestNo, Instant now);

  /**
   * Adds a finished request's receipt to the chain, or finds it again: its number, its text and its
   * time are fixed by the first call.
   *
   * @param writtenAt when, for the first call
   * @param text makes the text; runs only in the first call
   */
  ReceiptRecord receipt(long requestNo, Instant writtenAt, ReceiptText text);

  /**
   * Replaces what is personal in rows of reported requests by names that stand for it: the subject,
   * the reference, and the vendor's cell where it is not the lane's name. A slice of rows at most,
   * so that nobody waits long; the next call goes on where this one ended, also after a crash.
   *
   * <p>When there is nothing left to replace, the store is cleaned of what it still holds of the
   * old text, as soon as nobody is busy with it, after a day in any case.
   *
   * @param finalBefore requests that became final then or earlier
   * @return whether there may be more to do right now
   */
  boolean retire(Instant finalBefore, Pseudonyms pseudonyms, Instant now);

  /** Keeps an event. */
  void note(Event event);

  /**
   * Events in the order in which they were noted.
   *
   * @param after the number of the last one that is known already, 0 for none
   */
  List<NotedEvent> events(long after, int most);

  /** The number of the newest event, 0 if there is none. */
  long lastEvent();

  /** What reconciliation keeps of items. */
  Checks checks();

  /** What reconciliation keeps of its runs. */
  Runs runs();

  /** Files that somebody handed in. */
  Submissions submissions();

  /** Rows that are sent again. */
  Replays replays();

  /** Receipts that are to be posted. */
  Callbacks callbacks();

  /**
   * Writes a megabyte of nothing and removes it again, to see whether the ledger can be written.
   *
   * @throws LedgerException if it cannot
   */
  void probe();

  /**
   * What was stored of a row.
   *
   * @param lane the configured vendor, empty where there is none
   * @param subject as it came
   */
  record StoredSubject(String lane, String subject) {}

  /**
   * One vendor call that carried an item.
   *
   * @param attempt its number, from 1
   * @param at when it was settled
   * @param batch the vendor call
   * @param verdict what the reply said
   * @param code the vendor's code or a word of ours
   */
  record AttemptRecord(int attempt, Instant at, String batch, String verdict, String code) {}
}
