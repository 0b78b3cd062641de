package dev.lethe.ledger;

import dev.lethe.ledger.OutcomeLine.Retired;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a finished request, read a page at a time.
 *
 * <p>Nothing of a finished request changes any more, so pages fit together, and a slow reader keeps
 * neither a connection nor an old state of the write-ahead log.
 */
final class SqliteOutcomes implements OutcomeCursor {
  /** Rows read at once: some hundreds of kilobytes. */
  private static final int PAGE = 1_000;

  private static final String LINES =
      "select i.id, coalesce(i.vendor, l.name, ''), i.subject, i.reference, i.first_row,"
          + " coalesce(f.state, i.state), coalesce(f.code, i.code), coalesce(f.detail, i.detail),"
          + " coalesce(f.attempts, i.attempts), coalesce(f.decided_at, i.decided_at),"
          + " i.flags & "
          + SqliteCodes.FLAG_RETIRED
          + ", coalesce(l.name, ''), i.vendor is not null"
          + " from items i left join lanes l on l.no = i.lane"
          + " left join items f on i.first_row > 0 and f.id = ? + i.first_row"
          + " where i.id > ? and i.id <= ? order by i.id limit ?";

  private final SqliteReaders readers;
  private final long requestNo;
  private final Queue<OutcomeLine> page = new ArrayDeque<>();
  private long last;
  private boolean ended;

  SqliteOutcomes(SqliteReaders readers, long requestNo) {
    this.readers = readers;
    this.requestNo = requestNo;
    this.last = ItemKey.first(requestNo);
  }

  /**
   * The lines.
   *
   * @throws IllegalStateException when asked for a second time
   */
  @Override
  public Iterator<OutcomeLine> iterator() {
    if (last != ItemKey.first(requestNo) || ended) {
      throw new IllegalStateException("A cursor is iterated once");
    }
    return new Lines();
  }

  @Override
  public void close() {
    ended = true;
    page.clear();
  }

  private void readPage() {
    int before = page.size();
    readers.read(
        session ->
            page.addAll(
                session.list(
                    LINES,
                    this::line,
                    ItemKey.first(requestNo),
                    last,
                    ItemKey.last(requestNo),
                    PAGE)));
    ended = page.size() - before < PAGE;
  }

  private OutcomeLine line(ResultSet row) throws SQLException {
    last = row.getLong(1);
    Instant decidedAt = SqliteRequests.instant(row, 10);
    if (decidedAt == null) {
      throw new LedgerException("Row " + ItemKey.row(last) + " has no outcome yet.");
    }
    return new OutcomeLine(
        ItemKey.row(last),
        row.getString(2),
        row.getString(3),
        text(row, 4),
        SqliteCodes.itemState(row.getInt(6)),
        text(row, 7),
        text(row, 8),
        row.getInt(9),
        decidedAt,
        row.getInt(5),
        row.getInt(11) == 0 ? null : new Retired(row.getString(12), row.getBoolean(13)));
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  private final class Lines implements Iterator<OutcomeLine> {
    @Override
    public boolean hasNext() {
      if (page.isEmpty() && !ended) {
        readPage();
      }
      return !page.isEmpty();
    }

    @Override
    public OutcomeLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.remove();
    }
  }
}
