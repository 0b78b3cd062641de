package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits for lanes, from the queue and the index of due times alone. */
final class SqliteLaneLoads {
  private static final String FRESH = "select lane, sum(waiting) from queue group by lane";

  private static final String OLDEST_FRESH =
      "select min(r.released_at) from requests r where r.no ="
          + " (select min(request_no) from queue where lane = ? and claimable = 1)";

  static final String WAITING = "select count(*) from items where lane = ? and due is not null";

  static final String OLDEST = "select min(due) from items where lane = ? and due <= ?";

  static final String NEXT = "select min(due) from items where lane = ? and due > ?";

  private SqliteLaneLoads() {}

  /** See {@link Overview#lanes}; needs a snapshot. */
  static Map<String, LaneLoad> of(SqliteSession session, Instant now) throws SQLException {
    Map<Integer, Long> fresh = new HashMap<>();
    session.list(FRESH, row -> fresh.put(row.getInt(1), row.getLong(2)));
    Map<Integer, String> names = new HashMap<>();
    session.list("select no, name from lanes", row -> names.put(row.getInt(1), row.getString(2)));
    Map<String, LaneLoad> loads = new HashMap<>();
    for (Map.Entry<Integer, String> lane : names.entrySet()) {
      int no = lane.getKey();
      long waiting = fresh.getOrDefault(no, 0L) + session.number(WAITING, no);
      Instant again = time(session, OLDEST, no, now.toEpochMilli());
      Instant first = time(session, OLDEST_FRESH, no);
      Instant next = time(session, NEXT, no, now.toEpochMilli());
      loads.put(lane.getValue(), new LaneLoad(waiting, earlier(again, first), next));
    }
    return loads;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  // The minimum of nothing is a row with nothing in it.
  private static @Nullable Instant time(SqliteSession session, String sql, Object... parameters)
      throws SQLException {
    try (ResultSet result = session.bind(sql, parameters).executeQuery()) {
      return result.next() ? SqliteRequests.instant(result, 1) : null;
    }
  }
}
