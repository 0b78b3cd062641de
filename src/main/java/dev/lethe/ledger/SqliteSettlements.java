package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.SqliteFate.Group;
import dev.lethe.ledger.SqliteFate.Values;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of items, one statement for all that share a fate. Runs in the writer's
 * transaction.
 */
final class SqliteSettlements {
  private static final String OPEN = " and state < " + SqliteCodes.FIRST_FINAL;

  private static final String RUN = " where id between ? and ?";

  private static final String KEYS = " where id in (select value from json_each(?))";

  private static final String SETTLE =
      "update items set state = ?, due = ?, code = ?, detail = ?, decided_at = ?, attempts = ?,"
          + " strikes = ?, flags = ?, batch_most = ?, batch = ?";
  private static final String SETTLE_RUN = SETTLE + RUN + OPEN;
  private static final String SETTLE_KEYS = SETTLE + KEYS + OPEN;

  private static final String EVIDENCE =
      "insert into attempts (item, attempt, at, batch, verdict, code)"
          + " select id, ?, ?, ?, ?, ? from items";
  private static final String EVIDENCE_RUN = EVIDENCE + RUN + OPEN;
  private static final String EVIDENCE_KEYS = EVIDENCE + KEYS + OPEN;

  private static final String CLOSE =
      "update requests set open = open - ? where no = ? returning open = 0 and state = "
          + SqliteCodes.REQUEST_OPEN;

  private final SqliteSession session;
  private final Instant now;
  private final long batch;

  private SqliteSettlements(SqliteSession session, long batch, Instant now) {
    this.session = session;
    this.batch = batch;
    this.now = now;
  }

  /** See {@link Ledger#settle}; returns how many items changed. */
  static int settle(SqliteSession session, String batch, List<Group> groups, Instant now)
      throws SQLException {
    long batchNo = 0;
    if (groups.stream().anyMatch(group -> group.fate().settled().verdict() != null)) {
      batchNo = session.number("insert into batches (name) values (?) returning no", batch);
    }
    SqliteSettlements settling = new SqliteSettlements(session, batchNo, now);
    int changed = 0;
    for (Group group : groups) {
      changed += settling.settle(group);
    }
    return changed;
  }

  private int settle(Group group) throws SQLException {
    Values settled = group.fate().settled();
    boolean told = isToldByItem(settled);
    if (settled.verdict() != null && !told) {
      writeEvidence(group, settled.verdict(), settled.progress());
    }
    int changed = write(group, settled, told);
    if (changed < group.size()) {
      checkThere(group);
    }
    long requestNo = group.fate().requestNo();
    if (settled.state().isFinal() && session.number(CLOSE, changed, requestNo) != 0) {
      SqliteDecisions.finish(session, requestNo, now);
    }
    return changed;
  }

  private int write(Group group, Values settled, boolean told) throws SQLException {
    Instant due = settled.due();
    Progress progress = settled.progress();
    return updateAll(
        group,
        SETTLE_RUN,
        SETTLE_KEYS,
        SqliteCodes.of(settled.state()),
        due == null ? null : due.toEpochMilli(),
        progress.code(),
        settled.detail(),
        settled.state().isFinal() ? now.toEpochMilli() : null,
        progress.attempts(),
        progress.strikes(),
        SqliteCodes.flags(progress),
        progress.batchMost(),
        told ? batch : null);
  }

  private void writeEvidence(Group group, String verdict, Progress progress) throws SQLException {
    updateAll(
        group,
        EVIDENCE_RUN,
        EVIDENCE_KEYS,
        progress.attempts(),
        now.toEpochMilli(),
        batch,
        verdict,
        progress.code());
  }

  /** Runs a statement over the items of a group, which are its last parameters. */
  private int updateAll(Group group, String run, String keys, @Nullable Object... values)
      throws SQLException {
    var statement = session.bind(group.isRun() ? run : keys, values);
    if (group.isRun()) {
      statement.setLong(values.length + 1, group.first());
      statement.setLong(values.length + 2, group.last());
    } else {
      statement.setString(values.length + 1, group.json());
    }
    return statement.executeUpdate();
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

  private static boolean isToldByItem(Values settled) {
    return settled.progress().attempts() == 1
        && settled.verdict() != null
        && settled.verdict().equals(verdictOf(settled.state()));
  }

  /** What is not open any more is left alone, but what never was there is a caller's mistake. */
  private void checkThere(Group group) throws SQLException {
    long there =
        session.number(
            "select count(*) from items where id in (select value from json_each(?))",
            group.json());
    if (there < group.size()) {
      throw new LedgerException(
          "The ledger does not have all items it was told to settle, of request number "
              + group.fate().requestNo()
              + ". Nothing of this call was written.");
    }
  }
}
