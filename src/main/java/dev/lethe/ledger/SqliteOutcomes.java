package dev.lethe.ledger;

import dev.lethe.ledger.OutcomeLine.Retired;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a finished request, read a page at a time, the next one while its reader is busy with
 * the one before.
 *
 * <p>Nothing of a finished request changes any more, so pages fit together, and a slow reader keeps
 * neither a connection nor an old state of the write-ahead log.
 */
final class SqliteOutcomes implements OutcomeCursor {
  /** Rows read at once: half a megabyte of JSON. */
  private static final int PAGE = 4_000;

  private static final String LANES = "select no, name from lanes";

  private static final String ROWS =
      "select json_group_array(json_array(id, lane, subject, state, code, attempts, decided_at,"
          + " first_row, vendor, reference, detail, flags & "
          + SqliteCodes.FLAG_RETIRED
          + ")) from (select * from items where id > ? and id <= ? order by id limit ?)";

  private static final String FATE =
      "select state, code, attempts, decided_at, detail from items where id = ?";

  private final SqliteReaders readers;
  private final long requestNo;
  private final Map<Integer, String> lanes = new HashMap<>();
  private @Nullable Future<List<OutcomeLine>> next;
  private boolean begun;
  private boolean closed;

  SqliteOutcomes(SqliteReaders readers, long requestNo) {
    this.readers = readers;
    this.requestNo = requestNo;
  }

  /** What became of a row, or of the one that it repeats. */
  private record Fate(
      ItemState outcome,
      @Nullable String code,
      int attempts,
      long decidedAt,
      @Nullable String detail) {}

  /**
   * The lines.
   *
   * @throws IllegalStateException when asked for a second time
   */
  @Override
  public Iterator<OutcomeLine> iterator() {
    if (begun || closed) {
      throw new IllegalStateException("A cursor is iterated once");
    }
    begun = true;
    readers.read(session -> session.list(LANES, row -> lanes.put(row.getInt(1), row.getString(2))));
    readAfter(ItemKey.first(requestNo));
    return new Lines();
  }

  @Override
  public void close() {
    closed = true;
    next = null; // The page that is being read ends by itself.
  }

  private void readAfter(long key) {
    next = readers.readLater(session -> page(session, key));
  }

  private List<OutcomeLine> page(SqliteSession session, long after) throws SQLException {
    byte[] json =
        session
            .first(ROWS, row -> row.getBytes(1), after, ItemKey.last(requestNo), PAGE)
            .orElseThrow();
    List<OutcomeLine> lines = new ArrayList<>(PAGE);
    try (SqliteJsonRows rows = new SqliteJsonRows(json)) {
      while (rows.next()) {
        lines.add(line(session, rows));
      }
    }
    // The database gathers them in this order, but does not promise to.
    lines.sort(Comparator.comparingInt(OutcomeLine::row));
    return lines;
  }

  private OutcomeLine line(SqliteSession session, SqliteJsonRows row) throws SQLException {
    long key = row.number();
    String lane = lanes.getOrDefault((int) row.number(), "");
    String subject = row.text();
    int state = (int) row.number();
    String code = row.textOrNull();
    int attempts = (int) row.number();
    long decidedAt = row.numberOr(0);
    int firstRow = (int) row.number();
    String vendor = row.textOrNull();
    String reference = row.textOrNull();
    String detail = row.textOrNull();
    boolean retired = row.number() != 0;
    Fate fate =
        firstRow > 0
            ? fateOf(session, firstRow)
            : new Fate(SqliteCodes.itemState(state), code, attempts, decidedAt, detail);
    if (fate.decidedAt() == 0) {
      throw new LedgerException("Row " + ItemKey.row(key) + " has no outcome yet.");
    }
    return new OutcomeLine(
        ItemKey.row(key),
        vendor == null ? lane : vendor,
        subject,
        reference,
        fate.outcome(),
        fate.code(),
        fate.detail(),
        fate.attempts(),
        Instant.ofEpochMilli(fate.decidedAt()),
        firstRow,
        retired ? new Retired(lane, vendor != null) : null);
  }

  private Fate fateOf(SqliteSession session, int firstRow) throws SQLException {
    return session
        .first(
            FATE,
            row ->
                new Fate(
                    SqliteCodes.itemState(row.getInt(1)),
                    row.getString(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getString(5)),
            ItemKey.of(requestNo, firstRow))
        .orElseThrow(() -> new LedgerException("Row " + firstRow + " is repeated and not there."));
  }

  private final class Lines implements Iterator<OutcomeLine> {
    private List<OutcomeLine> page = List.of();
    private int at;

    @Override
    public boolean hasNext() {
      Future<List<OutcomeLine>> coming = next;
      if (at == page.size() && coming != null) {
        page = readers.await(coming);
        at = 0;
        next = null;
        if (page.size() == PAGE) {
          readAfter(ItemKey.of(requestNo, page.get(PAGE - 1).row()));
        }
      }
      return !closed && at < page.size();
    }

    @Override
    public OutcomeLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.get(at++);
    }
  }
}
