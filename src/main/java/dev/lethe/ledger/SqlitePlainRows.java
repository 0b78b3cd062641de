package dev.lethe.ledger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.sql.SQLException;

/**
 * Inserts rows that have nothing but a lane and a subject, as nearly all have, all with one
 * statement: they travel as one JSON text, since each value that is bound on its own costs more
 * than to store it.
 */
final class SqlitePlainRows {
  /** Names of the JSON's values are {@code <row> * 4096 + <lane>}. */
  private static final int LANE_BITS = 12;

  private static final int MOST_LANES = (1 << LANE_BITS) - 1;

  private static final String INSERT =
      "insert into items (id, lane, subject) select ? + (key >> "
          + LANE_BITS
          + "), key & "
          + MOST_LANES
          + ", value from json_each(?)";

  private final long requestNo;
  private final StringBuilder json = new StringBuilder();

  SqlitePlainRows(long requestNo) {
    this.requestNo = requestNo;
  }

  /** Whether an item can be inserted this way. */
  static boolean areLike(NewItem item, int lane) {
    return item.rejection() == null
        && item.firstRow() == 0
        && item.reference() == null
        && item.vendor().equals(item.lane())
        && lane <= MOST_LANES
        && item.subject().indexOf('\0') < 0; // ends a text in SQLite's JSON
  }

  void add(NewItem item, int lane) {
    json.append(json.isEmpty() ? "{\"" : ",\"")
        .append((long) item.row() << LANE_BITS | lane)
        .append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(item.subject(), json);
    json.append('"');
  }

  /** Inserts what was added. */
  void insert(SqliteSession session) throws SQLException {
    if (!json.isEmpty()) {
      session.update(INSERT, ItemKey.first(requestNo), json.append('}').toString());
      json.setLength(0);
    }
  }
}
