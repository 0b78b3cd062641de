package dev.lethe.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link Checks} in SQLite. The numbers of states and flags are those of {@link SqliteCodes}.
 *
 * <p>A retired item (flag 4) has a keyed hash in place of its subject: asking a vendor for that
 * would prove an absence that is none. It is due only in a span that has the very key, for what the
 * vendor lists.
 */
final class SqliteChecks implements Checks {
  private static final String LANE = "(select no from lanes where name = ?)";

  private static final String REQUESTS =
      "select r.no from requests r where r.no > ? and r.state in (2, 3) and not exists"
          + " (select 1 from looked m where m.request_no = r.no and m.lane = "
          + LANE
          + " and (m.run = ? or (coalesce(m.unchecked > ?, 1) and coalesce(m.next > ?, 1))))"
          + " order by r.no limit ?";

  private static final String COMPARABLE =
      " and (i.flags & 4 = 0 or exists (select 1 from requests r where r.no = i.id >> 32"
          + " and r.subject_key = ?))";

  private static final String DUE =
      "select i.id, i.subject, i.state, i.code, i.decided_at, c.gone_at, i.flags & 4 from items i"
          + " left join checks c on c.item = i.id where i.id > ? and i.id <= ? and i.lane = "
          + LANE
          + " and i.state in (10, 11)"
          + COMPARABLE
          + " and i.decided_at > ? and ((c.item is null"
          + " and i.decided_at <= ?) or (c.run <> ? and c.next <= ?)) order by i.id limit ?";

  private static final String HORIZON =
      "select min(case when c.item is null then i.decided_at end), min(c.next) from items i"
          + " left join checks c on c.item = i.id where i.id between ? and ? and i.lane = "
          + LANE
          + " and i.state in (10, 11)"
          + COMPARABLE
          + " and i.decided_at > ?";

  private static final String LOOKED =
      "insert into looked (request_no, lane, run, unchecked, next) values (?, "
          + LANE
          + ", ?, ?, ?) on conflict do update set run = excluded.run,"
          + " unchecked = excluded.unchecked, next = excluded.next";

  private static final String WRITE =
      "insert into checks (item, result, code, at, run, next, gone_at)"
          + " values (?, ?, ?, ?, ?, ?, ?) on conflict do update set result = excluded.result,"
          + " code = excluded.code, at = excluded.at, run = excluded.run, next = excluded.next,"
          + " gone_at = coalesce(checks.gone_at, excluded.gone_at),"
          + " resent = case when excluded.result = 0 then null else checks.resent end";

  private static final String AMISS =
      "select c.item, r.id, l.name, i.subject, c.result, c.code, i.decided_at, c.at, i.flags & 4"
          + " from checks c"
          + " join items i on i.id = c.item join requests r on r.no = c.item >> 32"
          + " join lanes l on l.no = i.lane where c.run = ? and c.result <> 0 and c.item > ?";

  private static final String OPEN =
      "select i.id, r.id, l.name, i.subject, i.state, i.code, r.received_at, r.state from items i"
          + " join requests r on r.no = i.id >> 32 join lanes l on l.no = i.lane where ";

  // A row that its lane is looking into at this moment (1: SENT, flag 1: may have run) is one too,
  // and waits for nothing, so the requests that are open are gone through.
  private static final String UNKNOWN =
      "select i.id, r.id, l.name, i.subject, i.state, i.code, r.received_at, r.state"
          + " from requests r join items i on i.id between max(r.no << 32, ? + 1) and"
          + " ((r.no << 32) | 4294967295) join lanes l on l.no = i.lane"
          + " where r.state = 2 and r.no >= ? and i.lane = "
          + LANE
          + " and (i.state = 2 or (i.state = 1 and i.flags & 1)) order by i.id limit ?";

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteChecks(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Set<String> lanes() {
    return new HashSet<>(
        readers.read(session -> session.list("select name from lanes", row -> row.getString(1))));
  }

  @Override
  public List<Long> requests(LookSpan span, long after, int most) {
    return readers.read(
        session ->
            session.list(
                REQUESTS,
                row -> row.getLong(1),
                after,
                span.lane(),
                span.run(),
                span.decidedBefore().toEpochMilli(),
                span.now().toEpochMilli(),
                most));
  }

  @Override
  public List<Checkable> due(LookSpan span, long requestNo, long after, int most) {
    return readers.read(
        session ->
            session.list(
                DUE,
                SqliteChecks::checkable,
                Math.max(after, ItemKey.first(requestNo)),
                ItemKey.last(requestNo),
                span.lane(),
                span.subjectKey(),
                span.decidedAfter().toEpochMilli(),
                span.decidedBefore().toEpochMilli(),
                span.run(),
                span.now().toEpochMilli(),
                most));
  }

  private static Checkable checkable(ResultSet row) throws SQLException {
    return new Checkable(
        row.getLong(1),
        row.getString(2),
        SqliteCodes.itemState(row.getInt(3)),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        SqliteRequests.instant(row, 6),
        row.getInt(7) != 0);
  }

  @Override
  public void write(long run, String lane, List<Check> checks) {
    if (!checks.isEmpty()) {
      writer.write(session -> write(session, run, lane, checks));
    }
  }

  private static int write(SqliteSession session, long run, String lane, List<Check> checks)
      throws SQLException {
    Map<CheckResult, Long> counts = new EnumMap<>(CheckResult.class);
    PreparedStatement statement = session.bind(WRITE);
    statement.clearBatch(); // a failure may have left rows of another call in it
    for (Check check : checks) {
      statement.setLong(1, check.key());
      statement.setInt(2, SqliteCodes.of(check.result()));
      statement.setString(3, check.code());
      statement.setLong(4, check.at().toEpochMilli());
      statement.setLong(5, run);
      statement.setObject(6, millis(check.next()));
      statement.setObject(7, check.result() == CheckResult.CONFIRMED ? millis(check.at()) : null);
      statement.addBatch();
      counts.merge(check.result(), 1L, Long::sum);
    }
    statement.executeBatch();
    for (Map.Entry<CheckResult, Long> count : counts.entrySet()) {
      SqliteRuns.add(session, run, lane, count.getKey().name(), count.getValue());
    }
    return checks.size();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  /** What is left of a request for later runs. */
  private record Horizon(@Nullable Long unchecked, @Nullable Long next) {}

  // The items are read on a reading connection, so that nobody waits to write meanwhile. What is
  // decided in between belongs to a request that is not finished, and that is read again anyway.
  @Override
  public void looked(LookSpan span, long requestNo) {
    boolean open = readers.read(session -> isOpen(session, requestNo));
    Horizon horizon = readers.read(session -> horizon(session, span, requestNo));
    writer.write(
        session ->
            session.update(
                LOOKED,
                requestNo,
                span.lane(),
                span.run(),
                open ? Long.valueOf(0) : horizon.unchecked(),
                horizon.next()));
  }

  private static boolean isOpen(SqliteSession session, long requestNo) throws SQLException {
    return session.number("select state <> 3 from requests where no = ?", requestNo) != 0;
  }

  private static Horizon horizon(SqliteSession session, LookSpan span, long requestNo)
      throws SQLException {
    return session
        .first(
            HORIZON,
            row -> new Horizon(number(row, 1), number(row, 2)),
            ItemKey.first(requestNo),
            ItemKey.last(requestNo),
            span.lane(),
            span.subjectKey(),
            span.decidedAfter().toEpochMilli())
        .orElseThrow();
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  @Override
  public Optional<Check> latest(long requestNo, int row) {
    return readers.read(
        session ->
            session.first(
                "select item, result, code, at, next from checks where item = ?",
                result ->
                    new Check(
                        result.getLong(1),
                        SqliteCodes.checkResult(result.getInt(2)),
                        result.getString(3),
                        Instant.ofEpochMilli(result.getLong(4)),
                        SqliteRequests.instant(result, 5)),
                ItemKey.of(requestNo, row)));
  }

  @Override
  public List<CheckedItem> amiss(long run, long after, int most) {
    return readers.read(
        session ->
            session.list(
                AMISS + " order by c.item limit ?", SqliteChecks::checked, run, after, most));
  }

  @Override
  public List<CheckedItem> toResend(long run, long after, int most) {
    return readers.read(
        session ->
            session.list(
                AMISS
                    + " and c.result in (1, 3) and c.code <> 'deleted-now' and i.flags & 4 = 0"
                    + " and c.resent is null order by c.item limit ?",
                SqliteChecks::checked,
                run,
                after,
                most));
  }

  private static CheckedItem checked(ResultSet row) throws SQLException {
    return new CheckedItem(
        row.getLong(1),
        row.getString(2),
        ItemKey.row(row.getLong(1)),
        row.getString(3),
        row.getString(4),
        SqliteCodes.checkResult(row.getInt(5)),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getInt(9) != 0);
  }

  @Override
  public void resent(long run, List<Long> keys) {
    writer.write(
        session -> {
          int changed = 0;
          for (long key : keys) {
            changed += session.update("update checks set resent = ? where item = ?", run, key);
          }
          return changed;
        });
  }

  @Override
  public long hasten(String lane, Instant now) {
    return writer.write(
        session -> {
          session.update(
              "update items set due = ? where lane = " + LANE + " and due > ? and state = 2",
              now.toEpochMilli(),
              lane,
              now.toEpochMilli());
          return unknown(session, lane);
        });
  }

  @Override
  public long unknown(String lane) {
    return readers.read(session -> unknown(session, lane));
  }

  private static long unknown(SqliteSession session, String lane) throws SQLException {
    return session.number(
        "select count(*) from items where lane = " + LANE + " and due is not null and state = 2",
        lane);
  }

  @Override
  public List<OpenItem> unknown(String lane, long after, int most) {
    return readers.read(
        session -> session.list(UNKNOWN, SqliteChecks::open, after, after >> 32, lane, most));
  }

  @Override
  public List<RequestRecord> openSince(Instant receivedUntil) {
    return readers.read(session -> SqliteRequests.openSince(session, receivedUntil));
  }

  @Override
  public List<OpenItem> open(long requestNo, long after, int most) {
    return readers.read(
        session ->
            session.list(
                OPEN + "i.id > ? and i.id <= ? and i.state < 10 order by i.id limit ?",
                SqliteChecks::open,
                Math.max(after, ItemKey.first(requestNo)),
                ItemKey.last(requestNo),
                most));
  }

  private static OpenItem open(ResultSet row) throws SQLException {
    boolean held = row.getInt(8) == SqliteCodes.REQUEST_HELD;
    return new OpenItem(
        row.getLong(1),
        row.getString(2),
        ItemKey.row(row.getLong(1)),
        row.getString(3),
        row.getString(4),
        held ? ItemState.HELD : SqliteCodes.itemState(row.getInt(5)),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }

  @Override
  public List<RequestRecord> toAudit(long run, Instant auditedUntil, long after, int most) {
    return readers.read(session -> SqliteRequests.toAudit(session, run, auditedUntil, after, most));
  }

  @Override
  public void audited(long run, long requestNo, boolean agreed, Instant now) {
    writer.write(
        session ->
            session.update(
                "insert or replace into audits (request_no, run, at, agreed) values (?, ?, ?, ?)",
                requestNo,
                run,
                now.toEpochMilli(),
                agreed ? 1 : 0));
  }
}
