package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists of rows. Every method runs on a reading connection and needs a snapshot. */
final class SqliteItemPages {
  /** Rows that one page may pass over: some 100 ms. */
  static final int MOST_LOOKED_AT = 100_000;

  /** Rows looked at with one statement. */
  private static final int SLICE = 2_000;

  private static final String FROM =
      "select i.id, coalesce(f.state, i.state), coalesce(i.vendor, l.name, ''), i.subject,"
          + " i.reference, i.first_row, coalesce(f.code, i.code), coalesce(f.detail, i.detail),"
          + " coalesce(f.attempts, i.attempts), coalesce(f.decided_at, i.decided_at), i.flags & "
          + SqliteCodes.FLAG_RETIRED
          + ", r.request_id, p.replay is not null, l.name, i.vendor, q.id, q.state from ";

  private static final String JOINS =
      " left join lanes l on l.no = i.lane"
          + " left join items f on i.first_row > 0 and f.id = (i.id >> 32 << 32) + i.first_row"
          + " left join replayed_items p on p.item = i.id left join replays r on r.no = p.replay"
          + " join requests q on q.no = i.id >> 32 ";

  static final String ITEMS =
      FROM + "items i" + JOINS + "where i.id > ? and i.id <= ? order by i.id limit ?";

  // Named, since SQLite would rather read the table itself in the order of its keys.
  static final String FAILED =
      FROM
          + "items i indexed by items_failed"
          + JOINS
          + "where i.state >= 12 and i.state <= 14 and i.id > ? and i.id <= ? order by i.id limit ?";

  static final String NEWEST_FAILED =
      "select id from items indexed by items_failed where state >= 12 and state <= 14 and id < ?"
          + " order by id desc limit 1";

  private static final String ANY_FAILED =
      "select exists (select 1 from items indexed by items_failed"
          + " where state >= 12 and state <= 14 and id > ? and id <= ?)";

  static final String OF_REPLAY =
      FROM
          + "replayed_items x join items i on i.id = x.item"
          + JOINS
          + "where x.replay = ? and x.item > ? order by x.item limit ?";

  private SqliteItemPages() {}

  /** See {@link Overview#items}. */
  static ItemPage items(
      SqliteSession session, RequestRecord request, Set<ItemState> states, long after, int most)
      throws SQLException {
    Page page = new Page(most);
    long last = ItemKey.last(request.no());
    long key = Math.max(after, ItemKey.first(request.no()));
    while (key < last && page.goesOn()) {
      key =
          page.read(
              session, ITEMS, key, last, row -> states.isEmpty() || states.contains(state(row)));
    }
    return page.end(key < last ? key : 0);
  }

  /** See {@link Overview#failed}. */
  static ItemPage failed(SqliteSession session, FailedRows which, long after, int most)
      throws SQLException {
    Page page = new Page(most);
    Long only = which.requestNo();
    boolean elsewhere = only != null && after != 0 && ItemKey.requestNo(after) != only;
    long key = after == 0 ? newest(session, which, Long.MAX_VALUE) : elsewhere ? 0 : after;
    while (key > 0 && page.goesOn()) {
      long requestNo = ItemKey.requestNo(key);
      long last = ItemKey.last(requestNo);
      key = page.read(session, FAILED, key, last, row -> isWanted(row, which));
      if (key >= last) {
        key = newest(session, which, ItemKey.first(requestNo));
      }
    }
    return page.end(key);
  }

  /** See {@link Evidence#hasFailed}. */
  static boolean anyFailed(SqliteSession session, long requestNo) throws SQLException {
    return session.number(ANY_FAILED, ItemKey.first(requestNo), ItemKey.last(requestNo)) != 0;
  }

  /** See {@link Replays#rows}. */
  static List<ItemRecord> ofReplay(SqliteSession session, long replay, long after, int most)
      throws SQLException {
    return session.list(OF_REPLAY, SqliteItemPages::item, replay, after, most);
  }

  /** A key before all rows of the next older request with rows that failed, 0 if there is none. */
  private static long newest(SqliteSession session, FailedRows which, long below)
      throws SQLException {
    Long only = which.requestNo();
    if (only != null) {
      return below == Long.MAX_VALUE ? ItemKey.first(only) : 0;
    }
    long key = session.number(NEWEST_FAILED, below);
    return key == 0 ? 0 : ItemKey.first(ItemKey.requestNo(key));
  }

  private static boolean isWanted(ResultSet row, FailedRows which) throws SQLException {
    return !row.getBoolean(13)
        && which.has(row.getString(14), row.getString(15), state(row), row.getString(7));
  }

  // What waits in a request that is held is held itself.
  private static ItemState state(ResultSet row) throws SQLException {
    ItemState state = SqliteCodes.itemState(row.getInt(2));
    boolean held = row.getInt(17) == SqliteCodes.REQUEST_HELD && !state.isFinal();
    return held ? ItemState.HELD : state;
  }

  private static ItemRecord item(ResultSet row) throws SQLException {
    long key = row.getLong(1);
    return new ItemRecord(
        key,
        row.getString(16),
        ItemKey.row(key),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        state(row),
        row.getString(7),
        row.getString(8),
        row.getInt(9),
        SqliteRequests.instant(row, 10),
        row.getInt(6),
        row.getInt(11) != 0,
        row.getString(12));
  }

  /** Whether a row belongs on the page. */
  @FunctionalInterface
  private interface Wanted {
    boolean test(ResultSet row) throws SQLException;
  }

  /** A page being filled. */
  private static final class Page {
    private final int most;
    private final List<ItemRecord> rows = new ArrayList<>();
    private int lookedAt;

    Page(int most) {
      this.most = most;
    }

    boolean goesOn() {
      return rows.size() < most && lookedAt < MOST_LOOKED_AT;
    }

    /** Reads a slice; returns the last key that was looked at, {@code last} if it was the end. */
    long read(SqliteSession session, String sql, long after, long last, Wanted wanted)
        throws SQLException {
      long key = after;
      int read = 0;
      try (ResultSet slice = session.bind(sql, after, last, SLICE).executeQuery()) {
        while (rows.size() < most && slice.next()) {
          read++;
          key = slice.getLong(1);
          if (wanted.test(slice)) {
            rows.add(item(slice));
          }
        }
      }
      lookedAt += read;
      return read < SLICE && rows.size() < most ? last : key;
    }

    ItemPage end(long next) {
      return new ItemPage(List.copyOf(rows), next);
    }
  }
}
