package dev.lethe.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces subjects by keyed hashes when their time has come, a slice at a time, and sees to it
 * that nothing of them is left in the file.
 *
 * <p>A finished request never changes, so a slice is read and hashed beside the writer, which only
 * gets the result.
 */
final class SqliteRetention {
  /** Rows of one transaction: some milliseconds, which is how long the others wait. */
  static final int SLICE = 1_000;

  /** How long the file's cleaning waits for a moment in which nobody needs the ledger. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  private static final String NEXT =
      "select no, retired_to, id from requests where state = 3 and reported_at is not null"
          + " and retired_at is null and final_at <= ? order by final_at, no limit 1";

  private static final String ROWS =
      "select i.id, coalesce(l.name, ''), i.subject, i.reference, i.vendor from items i"
          + " left join lanes l on l.no = i.lane where i.id > ? and i.id <= ? order by i.id limit ?";

  private static final String REPLACE =
      "update items set subject = ?, reference = ?, vendor = ?, flags = flags | "
          + SqliteCodes.FLAG_RETIRED
          + " where id = ? and flags & "
          + SqliteCodes.FLAG_RETIRED
          + " = 0";

  private static final String OWED =
      "select min(retired_at) from requests where retired_at is not null and scrubbed = 0";

  private static final String BUSY = "select exists (select 1 from requests where state in (0, 2))";

  private SqliteRetention() {}

  private record Begun(long no, long to, String id) {}

  /** What is to be written for a row. */
  private record Hashed(
      long id, String subject, @Nullable String reference, @Nullable String vendor) {}

  /** Rows of one request, hashed; {@code last} if there are no further ones. */
  record Slice(
      long requestNo, String requestId, long from, String keyId, List<Hashed> rows, boolean last) {}

  /** Reads and hashes the next slice; runs on a reading connection. */
  static Optional<Slice> next(SqliteSession session, Instant finalBefore, Pseudonyms pseudonyms)
      throws SQLException {
    Begun request =
        session
            .first(
                NEXT,
                row -> new Begun(row.getLong(1), row.getLong(2), row.getString(3)),
                finalBefore.toEpochMilli())
            .orElse(null);
    if (request == null) {
      return Optional.empty();
    }
    List<Hashed> rows =
        session.list(
            ROWS,
            row -> hashed(row, pseudonyms),
            ItemKey.first(request.no()) + request.to(),
            ItemKey.last(request.no()),
            SLICE);
    return Optional.of(
        new Slice(
            request.no(),
            request.id(),
            request.to(),
            pseudonyms.keyId(),
            rows,
            rows.size() < SLICE));
  }

  private static Hashed hashed(ResultSet row, Pseudonyms pseudonyms) throws SQLException {
    String lane = row.getString(2);
    String reference = row.getString(4);
    String vendor = row.getString(5);
    return new Hashed(
        row.getLong(1),
        pseudonyms.subject(lane, row.getString(3)),
        reference == null ? null : pseudonyms.reference(lane, reference),
        vendor == null ? null : pseudonyms.vendor(vendor));
  }

  /** Writes a slice; runs in the writer's transaction. */
  static int write(SqliteSession session, Slice slice, Instant now) throws SQLException {
    List<Hashed> rows = slice.rows();
    long to = rows.isEmpty() ? slice.from() : ItemKey.row(rows.get(rows.size() - 1).id());
    int moved =
        session.update(
            "update requests set retired_to = ?, retired_at = ?, subject_key ="
                + " case when retired_to = 0 or subject_key = ? then ? end"
                + " where no = ? and retired_to = ? and retired_at is null",
            to,
            slice.last() ? now.toEpochMilli() : null,
            slice.keyId(),
            slice.keyId(),
            slice.requestNo(),
            slice.from());
    if (moved == 0) {
      return 0; // another process has done this slice
    }
    if (!rows.isEmpty()) {
      PreparedStatement replace = session.bind(REPLACE);
      replace.clearBatch();
      for (Hashed row : rows) {
        replace.setString(1, row.subject());
        replace.setString(2, row.reference());
        replace.setString(3, row.vendor());
        replace.setLong(4, row.id());
        replace.addBatch();
      }
      replace.executeBatch();
    }
    if (rows.stream().anyMatch(row -> row.vendor() != null)) {
      session.update("update receipts set text = null where request_no = ?", slice.requestNo());
    }
    return rows.size();
  }

  /**
   * Whether the file is to be cleaned now: something was replaced since the last time, and nobody
   * is busy with the ledger, or has been for a day.
   */
  static boolean isScrubDue(SqliteSession session, Instant now) throws SQLException {
    long since = session.number(OWED);
    return since != 0 && (session.number(BUSY) == 0 || since <= now.minus(PATIENCE).toEpochMilli());
  }

  /**
   * Rewrites the file, because overwriting what is deleted ({@code secure_delete}) does not reach
   * everything: where SQLite moves rows from one page to another, the unused part of the old page
   * keeps what stood there. To be run while the writer rests; it has a connection of its own, on
   * which nothing else is prepared.
   *
   * @return how many requests that was for
   * @throws LedgerException if another process reads the ledger meanwhile
   */
  static int scrub(SqliteFile file) throws SQLException {
    try (Connection connection = file.openWriter();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma temp_store = FILE"); // the copy may be larger than the memory
      statement.execute("vacuum");
      try (ResultSet folded = statement.executeQuery("pragma wal_checkpoint(TRUNCATE)")) {
        if (folded.next() && folded.getInt(1) != 0) {
          throw new LedgerException(
              "The ledger's log could not be emptied, because another process reads the ledger. It"
                  + " is done the next time; no row is lost.");
        }
      }
      return statement.executeUpdate(
          "update requests set scrubbed = 1 where retired_at is not null and scrubbed = 0");
    }
  }
}
