package dev.lethe.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain of receipts. */
final class SqliteReceipts {
  private static final String COLUMNS =
      "select p.number, p.request_no, coalesce(r.id, ''), p.written_at, p.sha256, p.text"
          + " from receipts p left join requests r on r.no = p.request_no ";

  private SqliteReceipts() {}

  /**
   * A text that was made before its place in the chain was certain, so that whoever else writes to
   * the ledger need not wait for its signature.
   *
   * @param number the place that it was made for
   * @param previous likewise
   */
  record Draft(long number, @Nullable String previous, String text) {
    private String textAt(long place, @Nullable String before, ReceiptText anew) {
      return number == place && Objects.equals(previous, before) ? text : anew.of(place, before);
    }
  }

  /**
   * A text for the place that is free as it looks now.
   *
   * @param last the newest receipt, null if there is none
   * @throws LedgerException if the text cannot be made
   */
  static Draft draft(@Nullable ReceiptRecord last, long requestNo, ReceiptText text) {
    long number = last == null ? 1 : last.number() + 1;
    String previous = last == null ? null : last.sha256();
    try {
      return new Draft(number, previous, text.of(number, previous));
    } catch (RuntimeException e) {
      throw new LedgerException(
          "The receipt of request number "
              + requestNo
              + " cannot be made, and nothing was written: "
              + e.getMessage(),
          e);
    }
  }

  /** See {@link Ledger#receipt(long, Instant, ReceiptText)}; in the writer's transaction. */
  static ReceiptRecord add(
      SqliteSession session, long requestNo, Instant writtenAt, Draft draft, ReceiptText text)
      throws SQLException {
    Optional<ReceiptRecord> known = byRequest(session, requestNo);
    if (known.isPresent()) {
      return known.get();
    }
    RequestRecord request = SqliteRequests.byNo(session, requestNo);
    if (request.state() != RequestState.FINAL) {
      throw new LedgerException(
          "Request " + request.id() + " is not finished: it cannot have a receipt yet.");
    }
    ReceiptRecord last = last(session).orElse(null);
    long number = last == null ? 1 : last.number() + 1;
    String content = draft.textAt(number, last == null ? null : last.sha256(), text);
    session.update(
        "insert into receipts (number, request_no, written_at, sha256, text) values (?, ?, ?, ?, ?)",
        number,
        requestNo,
        writtenAt.toEpochMilli(),
        sha256(content),
        content);
    return byRequest(session, requestNo).orElseThrow();
  }

  /** The newest receipt. */
  static Optional<ReceiptRecord> last(SqliteSession session) throws SQLException {
    return session.first(COLUMNS + "order by p.number desc limit 1", SqliteReceipts::record);
  }

  static Optional<ReceiptRecord> byRequest(SqliteSession session, long requestNo)
      throws SQLException {
    return session.first(COLUMNS + "where p.request_no = ?", SqliteReceipts::record, requestNo);
  }

  static List<ReceiptRecord> after(SqliteSession session, long number, int most)
      throws SQLException {
    return session.list(
        COLUMNS + "where p.number > ? order by p.number limit ?",
        SqliteReceipts::record,
        number,
        Math.max(most, 0));
  }

  /** See {@link Evidence#withoutReceipt}. */
  static Optional<String> missing(SqliteSession session) throws SQLException {
    return session.first(
        "select id from requests where reported_at is not null and chained = 1"
            + " and not exists (select 1 from receipts where request_no = requests.no)"
            + " order by no limit 1",
        row -> row.getString(1));
  }

  private static ReceiptRecord record(ResultSet row) throws SQLException {
    return new ReceiptRecord(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5),
        row.getString(6));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
