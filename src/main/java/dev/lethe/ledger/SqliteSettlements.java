package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of items. Items with keys in a row and the same fate, which is the rule in a
 * batch of fresh items, are one statement. Runs in the writer's transaction.
 */
final class SqliteSettlements {
  private static final String SETTLE =
      "update items set state = ?, due = ?, code = ?, detail = ?, decided_at = ?, attempts = ?,"
          + " strikes = ?, flags = ?, batch_most = ?, batch = ? where id between ? and ?"
          + " and state < "
          + SqliteCodes.FIRST_FINAL;

  private static final String EVIDENCE =
      "insert into attempts (item, attempt, at, batch, verdict, code)"
          + " select id, ?, ?, ?, ?, ? from items where id between ? and ? and state < "
          + SqliteCodes.FIRST_FINAL;

  private static final String CLOSE =
      "update requests set open = open - ? where no = ? returning open = 0 and state = "
          + SqliteCodes.REQUEST_OPEN;

  private final SqliteSession session;
  private final Instant now;
  private final long batch;
  private long closingNo;
  private int closing;

  private SqliteSettlements(SqliteSession session, long batch, Instant now) {
    this.session = session;
    this.batch = batch;
    this.now = now;
  }

  /**
   * Items with keys in a row and the same fate.
   *
   * @param fate of the first of them
   * @param last the key of the last of them
   */
  record Run(Settlement fate, long last) {}

  /** Sorts settlements into runs. */
  static List<Run> runs(List<Settlement> settlements) {
    List<Settlement> sorted = new ArrayList<>(settlements);
    sorted.sort(Comparator.comparingLong(Settlement::key));
    List<Run> runs = new ArrayList<>();
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = from + 1;
      while (to < sorted.size() && continues(sorted.get(to - 1), sorted.get(to))) {
        to++;
      }
      runs.add(new Run(sorted.get(from), sorted.get(to - 1).key()));
    }
    return runs;
  }

  /** See {@link Ledger#settle}; returns how many items changed. */
  static int settle(SqliteSession session, String batch, List<Run> runs, Instant now)
      throws SQLException {
    long batchNo = 0;
    if (runs.stream().anyMatch(run -> run.fate().verdict() != null)) {
      batchNo = session.number("insert into batches (name) values (?) returning no", batch);
    }
    SqliteSettlements settling = new SqliteSettlements(session, batchNo, now);
    int changed = 0;
    for (Run run : runs) {
      changed += settling.settleRun(run.fate(), run.last());
    }
    settling.closeItems();
    return changed;
  }

  private static boolean continues(Settlement one, Settlement next) {
    return next.key() == one.key() + 1
        && next.state() == one.state()
        && next.progress().equals(one.progress())
        && Objects.equals(next.verdict(), one.verdict())
        && Objects.equals(next.due(), one.due())
        && Objects.equals(next.detail(), one.detail());
  }

  /** Settles the items from that of {@code fate} to that of {@code last} alike. */
  private int settleRun(Settlement fate, long last) throws SQLException {
    long first = fate.key();
    Progress progress = fate.progress();
    boolean isFinal = fate.state().isFinal();
    boolean told = isToldByItem(fate);
    if (fate.verdict() != null && !told) {
      session.update(
          EVIDENCE,
          progress.attempts(),
          now.toEpochMilli(),
          batch,
          fate.verdict(),
          progress.code(),
          first,
          last);
    }
    Instant due = fate.due();
    int changed =
        session.update(
            SETTLE,
            SqliteCodes.of(fate.state()),
            due == null ? null : due.toEpochMilli(),
            progress.code(),
            fate.detail(),
            isFinal ? now.toEpochMilli() : null,
            progress.attempts(),
            progress.strikes(),
            SqliteCodes.flags(progress),
            progress.batchMost(),
            told ? batch : null,
            first,
            last);
    if (changed < last - first + 1) {
      checkThere(first, last);
    }
    if (isFinal) {
      countClosed(ItemKey.requestNo(first), changed);
    }
    return changed;
  }

  /**
   * The verdict of a deciding first attempt that the outcome tells by itself, so that it leaves no
   * row of its own; null where an outcome can come from several verdicts.
   */
  static @Nullable String verdictOf(ItemState outcome) {
    return switch (outcome) {
      case DELETED -> "DELETED";
      case ALREADY_ABSENT -> "ABSENT";
      case REFUSED -> "REFUSED";
      default -> null;
    };
  }

  private static boolean isToldByItem(Settlement fate) {
    return fate.progress().attempts() == 1
        && fate.verdict() != null
        && fate.verdict().equals(verdictOf(fate.state()));
  }

  private void checkThere(long first, long last) throws SQLException {
    long there = session.number("select count(*) from items where id between ? and ?", first, last);
    if (there < last - first + 1) {
      throw new LedgerException(
          "The ledger has no item "
              + ItemKey.row(first)
              + " of request number "
              + ItemKey.requestNo(first)
              + ". Nothing of this call was written.");
    }
  }

  private void countClosed(long requestNo, int changed) throws SQLException {
    if (requestNo != closingNo) {
      closeItems();
      closingNo = requestNo;
    }
    closing += changed;
  }

  /** Takes the items that became final off their request's open ones. */
  private void closeItems() throws SQLException {
    if (closing > 0 && session.number(CLOSE, closing, closingNo) != 0) {
      SqliteDecisions.finish(session, closingNo, now);
    }
    closing = 0;
  }
}
