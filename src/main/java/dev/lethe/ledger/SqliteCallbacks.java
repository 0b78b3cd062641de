package dev.lethe.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Callbacks} in SQLite. */
final class SqliteCallbacks implements Callbacks {
  static final String DUE =
      "select no, request_id, callback, callback_tries from submissions"
          + " where callback_due is not null and callback_due <= ? order by callback_due limit ?";

  private static final String TRIED =
      "update submissions set callback_tries = callback_tries + 1, callback_due = ?,"
          + " callback_ended = ? where no = ?";

  private static final String MAKE_DUE =
      "update submissions set callback_due = ? where request_id = ? and callback is not null"
          + " and callback_due is null and callback_ended is null and exists (select 1 from requests"
          + " where id = submissions.request_id and reported_at is not null)";

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteCallbacks(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<CallbackRecord> due(Instant now, int most) {
    return readers.read(
        session ->
            session.list(
                DUE,
                row ->
                    new CallbackRecord(
                        row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)),
                now.toEpochMilli(),
                most));
  }

  @Override
  public void tried(long no, @Nullable Instant again, Instant now) {
    writer.write(
        session ->
            session.update(
                TRIED,
                again == null ? null : again.toEpochMilli(),
                again == null ? now.toEpochMilli() : null,
                no));
  }

  /** Makes the callbacks of a request due if its files are written. */
  static int dueIfReported(SqliteSession session, String requestId, Instant now)
      throws SQLException {
    return session.update(MAKE_DUE, now.toEpochMilli(), requestId);
  }
}
