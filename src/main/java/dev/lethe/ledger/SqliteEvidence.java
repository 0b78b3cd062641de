package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an SQLite ledger and cannot write to it, beside a running service or without one. */
public final class SqliteEvidence implements Evidence {
  private final SqliteReaders readers;

  SqliteEvidence(SqliteReaders readers) {
    this.readers = readers;
  }

  /**
   * Opens a ledger for reading. Its tables stay as they are.
   *
   * @param jdbcUrl {@code jdbc:sqlite:<path>}
   * @throws LedgerException if there is none, or it is older than the chain of receipts
   */
  public static SqliteEvidence open(String jdbcUrl) {
    SqliteFile file = new SqliteFile(jdbcUrl);
    SqliteReaders readers = new SqliteReaders(file, new SqliteFailures(file.path()));
    boolean known;
    try {
      known = readers.read(SqliteEvidence::knowsReceipts);
    } catch (LedgerException e) {
      readers.close();
      throw e;
    }
    if (!known) {
      readers.close();
      throw new LedgerException(
          "The ledger "
              + file.path()
              + " is older than the chain of receipts. Start this version of Lethe on it once.");
    }
    return new SqliteEvidence(readers);
  }

  private static boolean knowsReceipts(SqliteSession session) throws SQLException {
    return session.number("select count(*) from sqlite_master where name = 'receipts'") != 0;
  }

  @Override
  public Optional<RequestRecord> request(String requestId) {
    return readers.read(session -> SqliteRequests.byId(session, requestId));
  }

  @Override
  public Balance balance(long requestNo) {
    return readers.snapshot(session -> SqliteReads.balance(session, requestNo));
  }

  @Override
  public boolean hasFailed(long requestNo) {
    return readers.read(session -> SqliteItemPages.anyFailed(session, requestNo));
  }

  @Override
  public OutcomeCursor outcomes(long requestNo) {
    RequestRecord request = readers.read(session -> SqliteRequests.byNo(session, requestNo));
    if (request.state() != RequestState.FINAL) {
      throw new LedgerException(
          "Request " + request.id() + " is not finished: its outcomes cannot be listed yet.");
    }
    return new SqliteOutcomes(readers, requestNo);
  }

  @Override
  public List<Ledger.AttemptRecord> attempts(long requestNo, int row) {
    return readers.snapshot(session -> SqliteReads.attempts(session, requestNo, row));
  }

  @Override
  public Optional<ReceiptRecord> receipt(long requestNo) {
    return readers.read(session -> SqliteReceipts.byRequest(session, requestNo));
  }

  @Override
  public List<ReceiptRecord> receipts(long after, int most) {
    return readers.read(session -> SqliteReceipts.after(session, after, most));
  }

  @Override
  public Optional<String> withoutReceipt() {
    return readers.read(SqliteReceipts::missing);
  }

  @Override
  public boolean hasRetired() {
    return readers.read(
            session ->
                session.number("select exists (select 1 from requests where retired_to > 0)"))
        != 0;
  }

  @Override
  public List<FoundRow> find(String vendor, String subject, @Nullable Pseudonyms pseudonyms) {
    return readers.snapshot(session -> SqliteSearch.find(session, vendor, subject, pseudonyms));
  }

  @Override
  public Overview overview() {
    return new SqliteOverview(readers);
  }

  @Override
  public void close() {
    readers.close();
  }
}
