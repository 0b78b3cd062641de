package dev.lethe.ledger;

import dev.lethe.event.EventKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of the ledger: lists a page at a time, in an order that does not change while
 * rows come in, and each page at a cost that does not grow with the ledger. Reads only.
 */
public interface Overview {

  /**
   * Requests, the newest first.
   *
   * @param stage only those, null for all
   * @param before only older ones than the request of this number, 0 for the first page
   */
  List<RequestSummary> requests(@Nullable RequestStage stage, long before, int most);

  /** The request of that id. */
  Optional<RequestSummary> request(String id);

  /** How many requests there are at each stage. */
  Map<RequestStage, Long> stages();

  /** Requests whose files are not written, the oldest first. */
  List<RequestRecord> unreported(int most);

  /**
   * Rows of a request in row order.
   *
   * @param states only those, empty for all
   * @param after what the page before gave as its next, 0 for the first page
   */
  ItemPage items(RequestRecord request, Set<ItemState> states, long after, int most);

  /**
   * Rows that failed: the newest request first, its rows in row order.
   *
   * @param after what the page before gave as its next, 0 for the first page
   */
  ItemPage failed(FailedRows which, long after, int most);

  /** What waits for each lane, by vendor; lanes that never had rows are not in it. */
  Map<String, LaneLoad> lanes(Instant now);

  /**
   * Events, the newest first.
   *
   * @param before only older ones than that number, 0 for the first page
   */
  List<NotedEvent> eventsBefore(long before, int most);

  /** The newest event of these kinds about each thing, by what it is about. */
  Map<String, NotedEvent> newest(Collection<EventKind> kinds);

  /**
   * Reconciliations, the newest first.
   *
   * @param before only older ones than that number, 0 for the first page
   */
  List<RunRecord> runs(long before, int most);
}
