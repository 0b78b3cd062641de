package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Submissions} in SQLite. */
final class SqliteSubmissions implements Submissions {
  private static final String COLUMNS =
      "select no, source, sha256, request_id, submitted_by, key, at, rejected from submissions ";

  private static final String INSERT =
      "insert into submissions (source, sha256, request_id, submitted_by, key, callback, at)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private static final String SAME =
      "where sha256 = ? and source = ? and submitted_by = ? and key is ? and callback is ?"
          + " order by no limit 1";

  private static final String FIRST_OF_FILE = "where sha256 = ? and source = ? order by no limit 1";

  private static final String REQUEST_OF_FILE =
      "select id from requests where sha256 = ? and source = ? order by no limit 1";

  private static final String TAKEN =
      "select 1 from requests where id = ? union all select 1 from submissions where request_id = ?"
          + " limit 1";

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteSubmissions(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public SubmissionRecord note(NewSubmission submission) {
    return writer.write(session -> note(session, submission));
  }

  private static SubmissionRecord note(SqliteSession session, NewSubmission submission)
      throws SQLException {
    Optional<SubmissionRecord> known = known(session, submission);
    if (known.isPresent()) {
      return known.get();
    }
    session.update(
        INSERT,
        submission.source(),
        submission.sha256(),
        id(session, submission),
        submission.by(),
        submission.key(),
        submission.callback(),
        submission.at().toEpochMilli());
    SubmissionRecord noted =
        session
            .first(COLUMNS + "where no = last_insert_rowid()", SqliteSubmissions::record)
            .orElseThrow();
    SqliteCallbacks.dueIfReported(session, noted.requestId(), submission.at());
    return noted;
  }

  private static Optional<SubmissionRecord> known(SqliteSession session, NewSubmission submission)
      throws SQLException {
    return submission.key() == null
        ? session.first(
            COLUMNS + SAME,
            SqliteSubmissions::record,
            submission.sha256(),
            submission.source(),
            submission.by(),
            null,
            submission.callback())
        : session.first(
            COLUMNS + "where submitted_by = ? and key = ?",
            SqliteSubmissions::record,
            submission.by(),
            submission.key());
  }

  private static String id(SqliteSession session, NewSubmission submission) throws SQLException {
    Optional<String> known =
        session.first(
            REQUEST_OF_FILE, row -> row.getString(1), submission.sha256(), submission.source());
    Optional<String> kept =
        known.isPresent()
            ? known
            : ofFile(session, submission.source(), submission.sha256())
                .map(SubmissionRecord::requestId);
    String id = kept.orElse(submission.id());
    for (int n = 2; kept.isEmpty() && session.number(TAKEN, id, id) != 0; n++) {
      id = submission.id() + "-" + n;
    }
    return id;
  }

  /** The first submission of a file, which says who handed it in and what its request is called. */
  static Optional<SubmissionRecord> ofFile(SqliteSession session, String source, String sha256)
      throws SQLException {
    return session.first(COLUMNS + FIRST_OF_FILE, SqliteSubmissions::record, sha256, source);
  }

  /** Whether an id is kept for another file than that. */
  static boolean isKept(SqliteSession session, String id, String source, String sha256)
      throws SQLException {
    return session.number(
            "select exists (select 1 from submissions where request_id = ?"
                + " and (source <> ? or sha256 <> ?))",
            id,
            source,
            sha256)
        != 0;
  }

  @Override
  public Optional<SubmissionRecord> byRequest(String requestId) {
    return readers.read(
        session ->
            session.first(
                COLUMNS + "where request_id = ? order by no limit 1",
                SqliteSubmissions::record,
                requestId));
  }

  @Override
  public Optional<RequestRecord> taken(String source, String sha256) {
    return readers.read(session -> SqliteRequests.withContent(session, sha256)).stream()
        .filter(request -> request.source().equals(source))
        .findFirst();
  }

  @Override
  public void rejected(String source, String sha256, String reason) {
    writer.write(
        session ->
            session.update(
                "update submissions set rejected = ? where sha256 = ? and source = ?",
                reason,
                sha256,
                source));
  }

  private static SubmissionRecord record(ResultSet row) throws SQLException {
    return new SubmissionRecord(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        text(row, 6),
        Instant.ofEpochMilli(row.getLong(7)),
        text(row, 8));
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }
}
