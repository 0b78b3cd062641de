package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests, for the writer and the readers alike. */
final class SqliteRequests {
  private static final String FIELDS =
      "select no, id, source, sha256, state, rows, received_at, released_at, final_at, reported_at,"
          + " held_reason, submitted_by";

  private static final String COLUMNS = FIELDS + " from requests ";

  private static final String SUMMARIES = FIELDS + ", decided_by, decided_why from requests ";

  private static final List<RequestStage> WORKING =
      List.of(RequestStage.RECEIVING, RequestStage.HELD, RequestStage.OPEN);

  private SqliteRequests() {}

  static Optional<RequestRecord> byId(SqliteSession session, String id) throws SQLException {
    return session.first(COLUMNS + "where id = ?", SqliteRequests::record, id);
  }

  /**
   * The request of that number.
   *
   * @throws LedgerException if there is none
   */
  static RequestRecord byNo(SqliteSession session, long no) throws SQLException {
    return session
        .first(COLUMNS + "where no = ?", SqliteRequests::record, no)
        .orElseThrow(() -> new LedgerException("The ledger has no request number " + no + "."));
  }

  static List<RequestRecord> newest(SqliteSession session, int most) throws SQLException {
    return session.list(
        COLUMNS + "order by no desc limit ?", SqliteRequests::record, Math.max(most, 0));
  }

  static Optional<RequestRecord> nextUnreported(SqliteSession session) throws SQLException {
    return session.first(
        COLUMNS + "where state = 3 and reported_at is null order by final_at, no limit 1",
        SqliteRequests::record);
  }

  static List<RequestRecord> withContent(SqliteSession session, String sha256) throws SQLException {
    return session.list(COLUMNS + "where sha256 = ? order by no", SqliteRequests::record, sha256);
  }

  static List<RequestRecord> unreported(SqliteSession session, int most) throws SQLException {
    return session.list(
        COLUMNS + "where state = 3 and reported_at is null order by final_at, no limit ?",
        SqliteRequests::record,
        Math.max(most, 0));
  }

  /** Requests for people, those of a condition with its order. */
  static List<RequestSummary> summaries(
      SqliteSession session, String which, @Nullable Object... parameters) throws SQLException {
    return session.list(
        SUMMARIES + which,
        row -> new RequestSummary(record(row), row.getString(13), row.getString(14)),
        parameters);
  }

  /** See {@link Overview#unreported}. */
  static List<RequestRecord> working(SqliteSession session, int most) throws SQLException {
    List<RequestRecord> working = new ArrayList<>(unreported(session, most));
    for (RequestStage stage : WORKING) {
      working.addAll(
          session.list(
              COLUMNS + SqliteOverview.of(stage) + " order by no limit ?",
              SqliteRequests::record,
              Math.max(most, 0)));
    }
    return working.stream()
        .sorted(Comparator.comparingLong(RequestRecord::no))
        .limit(Math.max(most, 0))
        .toList();
  }

  /** See {@link Checks#openSince}. */
  static List<RequestRecord> openSince(SqliteSession session, Instant receivedUntil)
      throws SQLException {
    return session.list(
        COLUMNS + "where state in (1, 2) and received_at <= ? order by received_at, no",
        SqliteRequests::record,
        receivedUntil.toEpochMilli());
  }

  /** See {@link Checks#toAudit}. */
  static List<RequestRecord> toAudit(
      SqliteSession session, long run, Instant auditedUntil, long after, int most)
      throws SQLException {
    return session.list(
        COLUMNS
            + "where no > ? and state <> 0 and not exists (select 1 from audits a"
            + " where a.request_no = no and (a.run = ? or (a.agreed = 1 and a.at > ?)))"
            + " order by no limit ?",
        SqliteRequests::record,
        after,
        run,
        auditedUntil.toEpochMilli(),
        most);
  }

  /** A time that may be missing. */
  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static RequestRecord record(ResultSet row) throws SQLException {
    return new RequestRecord(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        SqliteCodes.requestState(row.getInt(5)),
        row.getLong(6),
        Instant.ofEpochMilli(row.getLong(7)),
        instant(row, 8),
        instant(row, 9),
        instant(row, 10),
        row.getString(11),
        row.getString(12));
  }
}
