package dev.lethe.ledger;

import dev.lethe.ledger.Ledger.AttemptRecord;
import dev.lethe.ledger.Ledger.StoredSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be asked about items. Every method runs on a reading connection. */
final class SqliteReads {
  private static final String SUBJECT =
      "select coalesce(l.name, ''), i.subject from items i left join lanes l on l.no = i.lane"
          + " where i.id = ?";

  private static final String LANE = "select no from lanes where name = ?";

  private static final String DUE_AGAIN =
      "select count(*) from (select 1 from items where lane = ? and due is not null and due <= ?"
          + " limit ?)";

  private static final String DUE_FRESH =
      "select waiting from queue where lane = ? and claimable = 1 order by request_no";

  /** Rows that are summed at once: to group them SQLite keeps them all in memory, 50 bytes each. */
  private static final long SUMMED = 100_000;

  private static final String LAST = "select max(id) from items where id between ? and ?";

  private static final String BALANCE =
      "select lane, vendor, state, sum(copies) from items where id between ? and ?"
          + " and state <> 20 group by lane, vendor, state";

  private static final String ATTEMPTS =
      "select a.attempt, a.at, b.name, a.verdict, coalesce(a.code, '')"
          + " from attempts a join batches b on b.no = a.batch where a.item = ? order by a.no";

  private static final String DECIDING =
      "select i.attempts, i.decided_at, b.name, i.state, coalesce(i.code, '')"
          + " from items i join batches b on b.no = i.batch where i.id = ?";

  private static final String FIRST_ROW = "select first_row from items where id = ?";

  private SqliteReads() {}

  static Optional<StoredSubject> subject(SqliteSession session, long requestNo, int row)
      throws SQLException {
    return session.first(
        SUBJECT,
        result -> new StoredSubject(result.getString(1), result.getString(2)),
        ItemKey.of(requestNo, row));
  }

  static int due(SqliteSession session, String lane, int most, Instant now) throws SQLException {
    if (most <= 0) {
      return 0; // a negative limit would be none
    }
    long no = session.number(LANE, lane);
    long due = session.number(DUE_AGAIN, no, now.toEpochMilli(), most);
    try (ResultSet waiting = session.bind(DUE_FRESH, no).executeQuery()) {
      while (due < most && waiting.next()) {
        due += waiting.getLong(1);
      }
    }
    return (int) Math.min(due, most);
  }

  /** See {@link Ledger#balance}; needs a snapshot. */
  static Balance balance(SqliteSession session, long requestNo) throws SQLException {
    RequestRecord request = SqliteRequests.byNo(session, requestNo);
    Map<Integer, String> lanes = new HashMap<>();
    session.list("select no, name from lanes", row -> lanes.put(row.getInt(1), row.getString(2)));
    Map<String, Map<ItemState, Long>> byVendor = new TreeMap<>();
    long first = ItemKey.first(requestNo);
    long last = session.number(LAST, first, ItemKey.last(requestNo));
    for (long from = first; from <= last; from += SUMMED) {
      try (ResultSet sums =
          session.bind(BALANCE, from, Math.min(last, from + SUMMED - 1)).executeQuery()) {
        while (sums.next()) {
          String vendor = sums.getString(2);
          byVendor
              .computeIfAbsent(
                  vendor == null ? lanes.getOrDefault(sums.getInt(1), "") : vendor,
                  unused -> new TreeMap<>())
              .merge(stateIn(request, sums.getInt(3)), sums.getLong(4), Long::sum);
        }
      }
    }
    return new Balance(request.rows(), byVendor);
  }

  private static ItemState stateIn(RequestRecord request, int code) {
    ItemState state = SqliteCodes.itemState(code);
    boolean held = request.state() == RequestState.HELD && !state.isFinal();
    return held ? ItemState.HELD : state;
  }

  /** See {@link Ledger#attempts}; needs a snapshot. */
  static List<AttemptRecord> attempts(SqliteSession session, long requestNo, int row)
      throws SQLException {
    int firstRow = (int) session.number(FIRST_ROW, ItemKey.of(requestNo, row));
    long key = ItemKey.of(requestNo, firstRow > 0 ? firstRow : row);
    List<AttemptRecord> attempts =
        new ArrayList<>(
            session.list(ATTEMPTS, result -> attempt(result, result.getString(4)), key));
    session.first(DECIDING, SqliteReads::deciding, key).ifPresent(attempts::add);
    return attempts;
  }

  private static AttemptRecord deciding(ResultSet row) throws SQLException {
    String verdict = SqliteSettlements.verdictOf(SqliteCodes.itemState(row.getInt(4)));
    return attempt(row, verdict == null ? "" : verdict);
  }

  private static AttemptRecord attempt(ResultSet row, String verdict) throws SQLException {
    return new AttemptRecord(
        row.getInt(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        verdict,
        row.getString(5));
  }
}
