package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Runs} in SQLite. */
final class SqliteRuns implements Runs {
  private static final String COLUMNS =
      "select no, kind, about, cron, due_at, asked, asked_by, started_at, resumed, ended_at,"
          + " conclusion from runs ";

  private static final String OVER_VENDORS = "kind <> 'EXPECTED_ABSENT'";

  private static final String INSERT =
      "insert into runs (kind, about, cron, due_at, asked, asked_by, started_at)"
          + " values (?, ?, ?, ?, ?, ?, ?) returning no";

  private static final String ADD =
      "insert into run_figures (run, vendor, figure, n) values (?, ?, ?, ?)"
          + " on conflict do update set n = n + excluded.n";

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteRuns(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public RunRecord begin(NewRun run, Instant now) {
    return writer.write(
        session -> {
          String about = "," + String.join(",", run.about()) + ",";
          if (run.kind() == RunKind.EXPECTED_ABSENT) {
            Optional<RunRecord> again =
                session.first(
                    COLUMNS + "where ended_at is null and kind = ? and about = ?",
                    SqliteRuns::record,
                    run.kind().name(),
                    about);
            if (again.isPresent()) {
              session.update("delete from run_figures where run = ?", again.get().no());
              return resume(session, again.get().no());
            }
          }
          Instant due = run.dueAt();
          long no =
              session.number(
                  INSERT,
                  run.kind().name(),
                  about,
                  run.cron(),
                  due == null ? null : due.toEpochMilli(),
                  run.asked(),
                  run.askedBy(),
                  now.toEpochMilli());
          return byNo(session, no);
        });
  }

  @Override
  public Optional<RunRecord> cutOff() {
    return readers.read(
        session ->
            session.first(
                COLUMNS + "where ended_at is null and " + OVER_VENDORS + " order by no",
                SqliteRuns::record));
  }

  @Override
  public RunRecord resume(long run) {
    return writer.write(session -> resume(session, run));
  }

  private static RunRecord resume(SqliteSession session, long run) throws SQLException {
    session.update("update runs set resumed = 1 where no = ?", run);
    return byNo(session, run);
  }

  @Override
  public RunRecord end(long run, String conclusion, Instant now) {
    return writer.write(
        session -> {
          session.update(
              "update runs set ended_at = ?, conclusion = ? where no = ? and ended_at is null",
              now.toEpochMilli(),
              conclusion,
              run);
          return byNo(session, run);
        });
  }

  @Override
  public void add(long run, String vendor, String figure, long n) {
    if (n != 0) {
      writer.write(session -> add(session, run, vendor, figure, n));
    }
  }

  static int add(SqliteSession session, long run, String vendor, String figure, long n)
      throws SQLException {
    return session.update(ADD, run, vendor, figure, n);
  }

  @Override
  public Map<String, Map<String, Long>> figures(long run) {
    Map<String, Map<String, Long>> figures = new TreeMap<>();
    readers.read(
        session ->
            session.list(
                "select vendor, figure, n from run_figures where run = ?",
                row ->
                    figures
                        .computeIfAbsent(row.getString(1), vendor -> new TreeMap<>())
                        .merge(row.getString(2), row.getLong(3), Long::sum),
                run));
    return figures;
  }

  @Override
  public Optional<Instant> lastAt(String vendor) {
    return time(
        "select max(coalesce(due_at, started_at)) from runs where instr(about, ',' || ? || ',') > 0"
            + " and "
            + OVER_VENDORS,
        vendor);
  }

  @Override
  public long lastAsked() {
    return readers.read(session -> session.number("select max(asked) from runs"));
  }

  @Override
  public Optional<RunRecord> answering(long event) {
    return readers.read(
        session ->
            session.first(COLUMNS + "where asked = ? order by no", SqliteRuns::record, event));
  }

  @Override
  public Optional<RunRecord> newest() {
    return readers.read(
        session ->
            session.first(
                COLUMNS
                    + "where ended_at is not null and "
                    + OVER_VENDORS
                    + " order by no desc limit 1",
                SqliteRuns::record));
  }

  @Override
  public Optional<Instant> oldestRequest() {
    return time("select min(received_at) from requests");
  }

  private Optional<Instant> time(String sql, Object... parameters) {
    long millis = readers.read(session -> session.number(sql, parameters));
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /** See {@link Overview#runs}. */
  static List<RunRecord> before(SqliteSession session, long no, int most) throws SQLException {
    return session.list(
        COLUMNS + "where no < ? order by no desc limit ?", SqliteRuns::record, no, most);
  }

  private static RunRecord byNo(SqliteSession session, long no) throws SQLException {
    return session
        .first(COLUMNS + "where no = ?", SqliteRuns::record, no)
        .orElseThrow(() -> new LedgerException("The ledger has no run number " + no + "."));
  }

  private static RunRecord record(ResultSet row) throws SQLException {
    RunKind kind = RunKind.valueOf(row.getString(2));
    return new RunRecord(
        row.getLong(1),
        kind,
        about(kind, row.getString(3)),
        row.getString(4),
        SqliteRequests.instant(row, 5),
        row.getLong(6),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getInt(9) != 0,
        SqliteRequests.instant(row, 10),
        row.getString(11));
  }

  // A request's id is a file's name and may have commas of its own.
  private static List<String> about(RunKind kind, String stored) {
    String about = stored.substring(1, stored.length() - 1);
    if (about.isEmpty()) {
      return List.of();
    }
    return kind == RunKind.EXPECTED_ABSENT ? List.of(about) : List.of(about.split(",", -1));
  }
}
