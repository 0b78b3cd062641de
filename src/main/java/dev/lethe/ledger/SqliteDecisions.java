package dev.lethe.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves a request from one state to the next. Every method runs in the writer's transaction. */
final class SqliteDecisions {
  private static final String DECIDE =
      "update requests set decision = ?, decided_by = ?, decided_why = ?, decided_at = ?"
          + " where no = ?";

  private static final String HOLD = "update requests set state = ?, held_reason = ? where no = ?";

  private static final String CANCEL =
      "update items set state = "
          + SqliteCodes.CANCELLED
          + ", due = null, decided_at = ? where id between ? and ? and state < "
          + SqliteCodes.FIRST_FINAL;

  private SqliteDecisions() {}

  /** See {@link Ledger#release}. */
  static RequestRecord release(SqliteSession session, long requestNo, Caps caps, Instant now)
      throws SQLException {
    long open =
        session
            .first(
                "select open from requests where no = ? and state = ?",
                row -> row.getLong(1),
                requestNo,
                SqliteCodes.REQUEST_RECEIVING)
            .orElseThrow(() -> SqliteIntake.notReceiving(requestNo));
    if (open == 0) {
      session.update(
          "update requests set released_at = ? where no = ?", now.toEpochMilli(), requestNo);
      finish(session, requestNo, now);
    } else {
      RequestRecord received = SqliteRequests.byNo(session, requestNo);
      List<String> reasons = SqliteCaps.reasons(session, received, caps, now);
      if (reasons.isEmpty()) {
        open(session, requestNo, now);
      } else {
        session.update(HOLD, SqliteCodes.REQUEST_HELD, String.join(" ", reasons), requestNo);
      }
    }
    return SqliteRequests.byNo(session, requestNo);
  }

  /** See {@link Ledger#approve}. */
  static Optional<RequestRecord> approve(
      SqliteSession session, String id, String by, String reason, Instant now) throws SQLException {
    Optional<RequestRecord> held = held(session, id);
    if (held.isEmpty()) {
      return held;
    }
    held.get()
        .refusesApprovalBy(by)
        .ifPresent(
            refusal -> {
              throw new LedgerException(refusal);
            });
    long no = held.get().no();
    session.update(DECIDE, "APPROVED", by, reason, now.toEpochMilli(), no);
    open(session, no, now);
    return SqliteRequests.byId(session, id);
  }

  /** See {@link Ledger#cancel}. */
  static Optional<RequestRecord> cancel(
      SqliteSession session, String id, String by, String reason, Instant now) throws SQLException {
    Optional<RequestRecord> held = held(session, id);
    if (held.isEmpty()) {
      return held;
    }
    long no = held.get().no();
    session.update(DECIDE, "CANCELLED", by, reason, now.toEpochMilli(), no);
    session.update(CANCEL, now.toEpochMilli(), ItemKey.first(no), ItemKey.last(no));
    session.update("update requests set open = 0 where no = ?", no);
    finish(session, no, now);
    return SqliteRequests.byId(session, id);
  }

  /** Every item is final. */
  static void finish(SqliteSession session, long requestNo, Instant now) throws SQLException {
    session.update(
        "update requests set state = ?, final_at = ? where no = ?",
        SqliteCodes.REQUEST_FINAL,
        now.toEpochMilli(),
        requestNo);
    session.update("delete from queue where request_no = ?", requestNo);
  }

  /** See {@link Ledger#reported}. */
  static int reported(SqliteSession session, long requestNo, Instant now) throws SQLException {
    int reported =
        session.update(
            "update requests set reported_at = ? where no = ? and state = ?",
            now.toEpochMilli(),
            requestNo,
            SqliteCodes.REQUEST_FINAL);
    SqliteCallbacks.dueIfReported(session, SqliteRequests.byNo(session, requestNo).id(), now);
    return reported;
  }

  private static Optional<RequestRecord> held(SqliteSession session, String id)
      throws SQLException {
    return SqliteRequests.byId(session, id).filter(request -> request.state() == RequestState.HELD);
  }

  private static void open(SqliteSession session, long requestNo, Instant now) throws SQLException {
    SqliteCaps.note(session, requestNo, now);
    session.update(
        "update requests set state = ?, released_at = ? where no = ?",
        SqliteCodes.REQUEST_OPEN,
        now.toEpochMilli(),
        requestNo);
    session.update("update queue set claimable = 1 where request_no = ?", requestNo);
  }
}
