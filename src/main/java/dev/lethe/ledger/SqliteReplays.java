package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** {@link Replays} in SQLite. */
final class SqliteReplays implements Replays {
  private static final String COLUMNS = "select no, name, asked_by, at from replays ";

  private static final String TAKE =
      "insert or ignore into replayed_items (item, replay)"
          + " select i.id, ? from json_each(?) k join items i on i.id = k.value"
          + " where i.state >= 12 and i.state <= 14 and i.flags & "
          + SqliteCodes.FLAG_RETIRED
          + " = 0";

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteReplays(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public ReplayRecord begin(String prefix, String by, String reason, Instant now) {
    return writer.write(
        session -> {
          long no =
              session.number(
                  "insert into replays (name, asked_by, reason, at) values (?, ?, ?, ?)"
                      + " returning no",
                  prefix,
                  by,
                  reason,
                  now.toEpochMilli());
          session.update(
              "update replays set name = ? where no = ?", prefix + "-" + no + ".csv", no);
          return session.first(COLUMNS + "where no = ?", SqliteReplays::record, no).orElseThrow();
        });
  }

  @Override
  public int take(long replay, List<Long> keys) {
    String json = keys.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    return writer.write(
        session -> {
          requireOpen(session, replay);
          return session.update(TAKE, replay, json);
        });
  }

  @Override
  public void seal(long replay) {
    writer.write(
        session -> {
          requireOpen(session, replay);
          return session.update("update replays set sealed = 1 where no = ?", replay);
        });
  }

  private static void requireOpen(SqliteSession session, long replay) throws SQLException {
    if (session.number("select count(*) from replays where no = ? and sealed = 0", replay) == 0) {
      throw new LedgerException(
          "Replay " + replay + " takes no rows (any more). Nothing of this call was written.");
    }
  }

  @Override
  public List<ItemRecord> rows(long replay, long after, int most) {
    return readers.snapshot(session -> SqliteItemPages.ofReplay(session, replay, after, most));
  }

  @Override
  public void handedIn(long replay, String requestId, Instant now) {
    writer.write(
        session ->
            session.update(
                "update replays set request_id = ?, handed_at = ? where no = ? and sealed = 1",
                requestId,
                now.toEpochMilli(),
                replay));
  }

  @Override
  public void drop(long replay) {
    writer.write(
        session -> {
          requireOpen(session, replay);
          session.update("delete from replayed_items where replay = ?", replay);
          return session.update("delete from replays where no = ?", replay);
        });
  }

  @Override
  public List<ReplayRecord> unsealed() {
    return list("where handed_at is null and sealed = 0 order by no");
  }

  @Override
  public List<ReplayRecord> unfinished() {
    return list("where handed_at is null and sealed = 1 order by no");
  }

  private List<ReplayRecord> list(String which) {
    return readers.read(session -> session.list(COLUMNS + which, SqliteReplays::record));
  }

  private static ReplayRecord record(ResultSet row) throws SQLException {
    return new ReplayRecord(
        row.getLong(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
  }
}
