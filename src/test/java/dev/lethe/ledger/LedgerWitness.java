package dev.lethe.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the books of a ledger that another process works on. It opens the file read-only, so that
 * it can neither write nor fold the write-ahead log; whoever uses it opens it only once the other
 * process has the ledger open, so that it does not recover the log in that one's place either.
 */
public final class LedgerWitness implements AutoCloseable {
  private static final int MOST_REQUESTS = 1_000;

  private final SqliteSession session;

  private LedgerWitness(SqliteSession session) {
    this.session = session;
  }

  /** The books of one request. */
  public record Books(RequestRecord request, Balance balance) {}

  /** Opens an SQLite ledger's file. */
  public static LedgerWitness open(Path file) throws SQLException {
    return new LedgerWitness(new SqliteSession(new SqliteFile("jdbc:sqlite:" + file).openReader()));
  }

  /** The books of all requests, at one moment. */
  public List<Books> books() throws SQLException {
    return session.snapshot(
        at -> {
          List<Books> books = new ArrayList<>();
          for (RequestRecord request : SqliteRequests.newest(at, MOST_REQUESTS)) {
            books.add(new Books(request, SqliteReads.balance(at, request.no())));
          }
          return books;
        });
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
