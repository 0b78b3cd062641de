package dev.lethe.ledger;

import dev.lethe.ledger.Caps.LaneUse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what caps are about. For a release it runs in the writer's transaction, so that two
 * requests cannot both slip below a cap.
 */
final class SqliteCaps {
  private static final String ACCEPTED =
      "select l.name, q.waiting from queue q join lanes l on l.no = q.lane where q.request_no = ?";

  private static final String TODAY =
      "select sum(items) from releases"
          + " where lane = (select no from lanes where name = ?)"
          + " and released_at >= ? and released_at < ?";

  private static final String NEVER_CLAIMED =
      "select sum(q.waiting) from queue q join requests r on r.no = q.request_no"
          + " where q.lane = (select no from lanes where name = ?) and r.state = "
          + SqliteCodes.REQUEST_OPEN;

  // Only what was claimed is looked through, row by row.
  private static final String CLAIMED_AND_OPEN =
      "select count(*) from requests r join queue q on q.request_no = r.no"
          + " join items i on i.id between (r.no << 32) and q.next_id - 1"
          + " where q.lane = (select no from lanes where name = ?) and r.state = "
          + SqliteCodes.REQUEST_OPEN
          + " and i.lane = q.lane and i.state < "
          + SqliteCodes.FIRST_FINAL;

  private static final String NOTE =
      "insert into releases (request_no, lane, items, released_at)"
          + " select request_no, lane, waiting, ? from queue where request_no = ?";

  private SqliteCaps() {}

  /** Why a request whose rows are all in is to be held; none if it may go. */
  static List<String> reasons(SqliteSession session, RequestRecord request, Caps caps, Instant now)
      throws SQLException {
    Map<String, Long> accepted = new HashMap<>();
    session.list(
        ACCEPTED, row -> accepted.merge(row.getString(1), row.getLong(2), Long::sum), request.no());
    Map<String, LaneUse> uses = uses(session, accepted.keySet(), caps, now);
    return caps.reasons(request.rows(), accepted, uses, now);
  }

  /** See {@link Ledger#uses}. */
  static Map<String, LaneUse> uses(
      SqliteSession session, Collection<String> lanes, Caps caps, Instant now) throws SQLException {
    Map<String, LaneUse> uses = new HashMap<>();
    for (String lane : lanes) {
      long today =
          session.number(
              TODAY, lane, caps.dayBegins(now).toEpochMilli(), caps.dayEnds(now).toEpochMilli());
      uses.put(lane, new LaneUse(today, caps.shares().containsKey(lane) ? open(session, lane) : 0));
    }
    return uses;
  }

  private static long open(SqliteSession session, String lane) throws SQLException {
    return session.number(NEVER_CLAIMED, lane) + session.number(CLAIMED_AND_OPEN, lane);
  }

  /** Notes that a request goes to its lanes now; before its first claim. */
  static void note(SqliteSession session, long requestNo, Instant now) throws SQLException {
    session.update(NOTE, now.toEpochMilli(), requestNo);
  }
}
