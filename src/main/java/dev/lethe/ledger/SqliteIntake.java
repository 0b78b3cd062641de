package dev.lethe.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Takes requests and their rows in. Every method runs in the writer's transaction. */
final class SqliteIntake {
  /** Items removed in one transaction: it bounds how long the others wait. */
  private static final int SLICE = 10_000;

  private static final String INSERT =
      "insert into requests (id, source, sha256, state, received_at, submitted_by)"
          + " values (?, ?, ?, ?, ?, ?)";

  private static final String COUNT =
      "update requests set rows = rows + ?, open = open + ? where no = ? and state = ?";

  private static final String OTHER =
      "insert into items (id, lane, subject, vendor, reference, state, first_row, code, detail,"
          + " decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String COPY =
      "update items set copies = copies + 1 where id = ? and state <> " + SqliteCodes.SAME_AS;

  private static final String DISCARDED = "select request_no from discarded limit 1";

  private final SqliteLanes lanes;

  SqliteIntake(SqliteLanes lanes) {
    this.lanes = lanes;
  }

  /** See {@link Ledger#begin}. */
  RequestRecord begin(SqliteSession session, NewRequest dropped) throws SQLException {
    NewRequest request = handedIn(session, dropped);
    for (int n = 1; ; n++) {
      String id = n == 1 ? request.id() : request.id() + "-" + n;
      if (SqliteSubmissions.isKept(session, id, request.source(), request.sha256())) {
        continue;
      }
      RequestRecord known = SqliteRequests.byId(session, id).orElse(null);
      if (known == null) {
        return insert(session, id, request);
      }
      if (known.source().equals(request.source()) && known.sha256().equals(request.sha256())) {
        if (known.state() != RequestState.RECEIVING) {
          return known;
        }
        discard(session, known.no());
        return insert(session, id, request);
      }
    }
  }

  // Whoever handed the file in is noted before it is there.
  private static NewRequest handedIn(SqliteSession session, NewRequest dropped)
      throws SQLException {
    return SqliteSubmissions.ofFile(session, dropped.source(), dropped.sha256())
        .map(
            noted ->
                new NewRequest(
                    noted.requestId(),
                    dropped.source(),
                    dropped.sha256(),
                    dropped.receivedAt(),
                    dropped.submittedBy() == null ? noted.by() : dropped.submittedBy()))
        .orElse(dropped);
  }

  private static RequestRecord insert(SqliteSession session, String id, NewRequest request)
      throws SQLException {
    session.update(
        INSERT,
        id,
        request.source(),
        request.sha256(),
        SqliteCodes.REQUEST_RECEIVING,
        request.receivedAt().toEpochMilli(),
        request.submittedBy());
    return SqliteRequests.byId(session, id).orElseThrow();
  }

  /** Forgets a request in {@code RECEIVING}; its items are left to {@link #sweep}. */
  int discard(SqliteSession session, long requestNo) throws SQLException {
    int forgotten =
        session.update(
            "delete from requests where no = ? and state = ?",
            requestNo,
            SqliteCodes.REQUEST_RECEIVING);
    if (forgotten == 0) {
      throw notReceiving(requestNo);
    }
    session.update("delete from queue where request_no = ?", requestNo);
    return session.update("insert into discarded (request_no) values (?)", requestNo);
  }

  /** Whether forgotten requests still have items. */
  static boolean isSweepDue(SqliteSession session) throws SQLException {
    return session.number(DISCARDED) != 0;
  }

  /** Removes a slice of the items of a forgotten request; returns how many. */
  int sweep(SqliteSession session) throws SQLException {
    long requestNo = session.number(DISCARDED);
    int removed =
        session.update(
            "delete from items where id in (select id from items where id between ? and ? limit ?)",
            ItemKey.first(requestNo),
            ItemKey.last(requestNo),
            SLICE);
    if (removed < SLICE) {
      session.update("delete from discarded where request_no = ?", requestNo);
    }
    return removed;
  }

  /** See {@link Ledger#accept}. */
  int accept(SqliteSession session, long requestNo, List<NewItem> items, Instant now)
      throws SQLException {
    SqliteFresh fresh = new SqliteFresh(requestNo);
    SqlitePlainRows plain = new SqlitePlainRows(requestNo);
    for (NewItem item : items) {
      int lane = item.lane() == null ? SqliteLanes.NONE : lanes.findOrAdd(session, item.lane());
      long key = ItemKey.of(requestNo, item.row());
      if (SqlitePlainRows.areLike(item, lane)) {
        plain.add(item, lane);
      } else {
        plain.insert(session); // Rows are inserted in order.
        insertOther(session, key, lane, item, now);
      }
      if (item.rejection() == null && item.firstRow() == 0) {
        fresh.add(lane, key);
      }
    }
    plain.insert(session);
    fresh.write(session);
    int counted =
        session.update(
            COUNT, items.size(), fresh.count(), requestNo, SqliteCodes.REQUEST_RECEIVING);
    if (counted == 0) {
      throw notReceiving(requestNo);
    }
    return counted;
  }

  private static void insertOther(
      SqliteSession session, long key, int lane, NewItem item, Instant now) throws SQLException {
    var rejection = item.rejection();
    int firstRow = rejection == null ? item.firstRow() : 0;
    int state =
        rejection != null
            ? SqliteCodes.REJECTED
            : firstRow > 0 ? SqliteCodes.SAME_AS : SqliteCodes.PENDING;
    session.update(
        OTHER,
        key,
        lane,
        item.subject(),
        item.vendor().equals(item.lane()) ? null : item.vendor(),
        item.reference(),
        state,
        firstRow,
        rejection == null ? null : rejection.code(),
        rejection == null ? null : rejection.detail(),
        rejection == null ? null : now.toEpochMilli());
    if (firstRow > 0 && session.update(COPY, ItemKey.of(ItemKey.requestNo(key), firstRow)) == 0) {
      throw new LedgerException(
          "Row "
              + item.row()
              + " is said to repeat row "
              + firstRow
              + ", which is not there or repeats a row itself. Nothing of this call was written.");
    }
  }

  static LedgerException notReceiving(long requestNo) {
    return new LedgerException(
        "Request number "
            + requestNo
            + " is not being received (any more). Nothing of this call was written.");
  }
}
