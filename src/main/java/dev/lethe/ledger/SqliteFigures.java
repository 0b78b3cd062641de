package dev.lethe.ledger;

import dev.lethe.ledger.LedgerFigures.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** See {@link Ledger#figures}; needs a snapshot. */
final class SqliteFigures {
  private static final String REQUESTS =
      "select state, count(*), sum(open) from requests where state < "
          + SqliteCodes.REQUEST_FINAL
          + " group by state";

  private static final String FRESH =
      "select l.name, sum(q.waiting), min(r.released_at) from queue q"
          + " join lanes l on l.no = q.lane join requests r on r.no = q.request_no"
          + " where q.claimable = 1 and q.waiting > 0 group by l.name";

  // items_due answers it alone.
  private static final String AGAIN =
      "select l.name, count(*), min(i.due) from items i join lanes l on l.no = i.lane"
          + " where i.due is not null group by i.lane";

  private SqliteFigures() {}

  static LedgerFigures read(SqliteSession session, Instant now) throws SQLException {
    Map<RequestState, Long> requests = new EnumMap<>(RequestState.class);
    long open = 0;
    try (ResultSet states = session.bind(REQUESTS).executeQuery()) {
      while (states.next()) {
        requests.put(SqliteCodes.requestState(states.getInt(1)), states.getLong(2));
        open += states.getLong(3);
      }
    }
    Map<String, Waiting> lanes = new HashMap<>();
    add(session, FRESH, now, lanes);
    add(session, AGAIN, now, lanes);
    return new LedgerFigures(requests, open, lanes);
  }

  private static void add(
      SqliteSession session, String query, Instant now, Map<String, Waiting> lanes)
      throws SQLException {
    try (ResultSet rows = session.bind(query).executeQuery()) {
      while (rows.next()) {
        Instant first = Instant.ofEpochMilli(rows.getLong(3));
        Waiting waiting = new Waiting(rows.getLong(2), first.isAfter(now) ? null : first);
        lanes.merge(rows.getString(1), waiting, Waiting::and);
      }
    }
  }
}
