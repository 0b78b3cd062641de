package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Hands due items out to lanes. Every method runs in the writer's transaction.
 *
 * <p>Fresh items are found by their keys: the queue says where a request's begin, and moves past
 * whatever was looked at, so that every row is looked at once for each lane. The numbers of states
 * are those of {@link SqliteCodes}.
 */
final class SqliteClaims {
  private static final String AGAIN =
      "select id, subject, state, attempts, strikes, flags, batch_most, code from items"
          + " where lane = ? and due is not null and due <= ? order by due, id limit ?";

  // Looks at the first thousand that are due only: a lane may have a million, and the writer's
  // other callers wait.
  private static final String FEWEST_STRIKES =
      "select * from (select id, subject, state, attempts, strikes, flags, batch_most, code"
          + " from items where lane = ? and due is not null and due <= ? order by due, id"
          + " limit 1000) order by strikes, attempts limit ?";

  private static final String SEND_AGAIN =
      "update items set state = 1, due = null where id between ? and ?";

  private static final String QUEUE =
      "select request_no, next_id, last_id, waiting from queue where lane = ? and claimable = 1"
          + " order by request_no limit 1";

  private static final String FRESH =
      "select count(*), min(id), max(id), json_group_array(json_array(id, subject)) from"
          + " (select id, subject from items where id between ? and ? and lane = ? and state = 0"
          + " and due is null order by id limit ?)";

  private static final String SEND_FRESH =
      "update items set state = 1 where id between ? and ? and lane = ? and state = 0"
          + " and due is null";

  private static final String ADVANCE =
      "update queue set next_id = ?, waiting = max(waiting - ?, 0), claimable = ?"
          + " where request_no = ? and lane = ?";

  /** The last key of each open request that can have been claimed. */
  private static final String CLAIMED =
      "select r.no, max(q.next_id) - 1 from requests r left join queue q on q.request_no = r.no"
          + " where r.state = 2 group by r.no";

  /** The flight that was cut off is an attempt: it leaves evidence, though not of which call. */
  private static final String CUT_OFF =
      "insert into attempts (item, attempt, at, batch, verdict, code)"
          + " select id, attempts + 1, ?, ?, 'UNKNOWN', 'crashed' from items"
          + " where id between ? and ? and state = 1";

  private static final String NO_BATCH =
      "insert into batches (name) values ('unknown') returning no";

  private static final String RECOVER =
      "update items set state = 2, flags = flags | 1, attempts = attempts + 1, due = ?"
          + " where id between ? and ? and state = 1";

  private static final String DUE_BY =
      "update items set due = ? where lane = ? and due is not null and due > ?";

  private final SqliteLanes lanes;

  SqliteClaims(SqliteLanes lanes) {
    this.lanes = lanes;
  }

  private record Queued(long requestNo, long next, long last, int waiting) {}

  /** What was found of fresh items: how many, the keys at both ends, and all as JSON. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Fresh(int count, long first, long last, byte[] rows) {}

  /** See {@link Ledger#claim}. */
  SqliteClaimed claim(SqliteSession session, String name, int most, boolean freshFirst, Instant now)
      throws SQLException {
    SqliteClaimed claimed = new SqliteClaimed(most);
    OptionalInt lane = lanes.find(session, name);
    if (lane.isPresent() && most > 0) {
      if (!freshFirst) {
        claimAgain(session, AGAIN, lane.getAsInt(), now, claimed);
      }
      while (claimed.wanted() > 0 && claimFresh(session, lane.getAsInt(), claimed)) {
        // the next request in line
      }
      if (freshFirst && claimed.wanted() > 0) {
        claimAgain(session, FEWEST_STRIKES, lane.getAsInt(), now, claimed);
      }
    }
    return claimed;
  }

  private static void claimAgain(
      SqliteSession session, String which, int lane, Instant now, SqliteClaimed claimed)
      throws SQLException {
    List<DueItem> again =
        session.list(which, SqliteClaims::again, lane, now.toEpochMilli(), claimed.wanted());
    claimed.addAgain(again);
    List<DueItem> sorted = new ArrayList<>(again);
    sorted.sort(Comparator.comparingLong(DueItem::key));
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = from + 1;
      while (to < sorted.size() && sorted.get(to).key() == sorted.get(to - 1).key() + 1) {
        to++;
      }
      session.update(SEND_AGAIN, sorted.get(from).key(), sorted.get(to - 1).key());
    }
  }

  /** Claims from the oldest request that has fresh items; returns false if there is none. */
  private static boolean claimFresh(SqliteSession session, int lane, SqliteClaimed claimed)
      throws SQLException {
    Queued queued = session.first(QUEUE, SqliteClaims::queued, lane).orElse(null);
    if (queued == null) {
      return false;
    }
    int wanted = claimed.wanted();
    Fresh fresh =
        session
            .first(FRESH, SqliteClaims::fresh, queued.next(), queued.last(), lane, wanted)
            .orElseThrow();
    long scanned = queued.last();
    if (fresh.count() > 0) {
      scanned = fresh.count() < wanted ? queued.last() : fresh.last();
      session.update(SEND_FRESH, fresh.first(), fresh.last(), lane);
      claimed.addFresh(fresh.count(), fresh.rows());
    }
    int claimable = scanned < queued.last() && fresh.count() < queued.waiting() ? 1 : 0;
    session.update(ADVANCE, scanned + 1, fresh.count(), claimable, queued.requestNo(), lane);
    return true;
  }

  private static Queued queued(ResultSet row) throws SQLException {
    return new Queued(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4));
  }

  private static Fresh fresh(ResultSet row) throws SQLException {
    return new Fresh(row.getInt(1), row.getLong(2), row.getLong(3), row.getBytes(4));
  }

  private static DueItem again(ResultSet row) throws SQLException {
    int flags = row.getInt(6);
    return new DueItem(
        row.getLong(1),
        row.getString(2),
        row.getInt(3) == SqliteCodes.UNKNOWN,
        new Progress(
            row.getInt(4),
            row.getInt(5),
            (flags & SqliteCodes.FLAG_MAY_HAVE_RUN) != 0,
            (flags & SqliteCodes.FLAG_PARTIAL) != 0,
            row.getInt(7),
            row.getString(8)));
  }

  private record Reach(long requestNo, long last) {}

  /** See {@link Ledger#recover}. */
  static long recover(SqliteSession session, Instant now) throws SQLException {
    List<Reach> reaches =
        session.list(
            CLAIMED,
            row -> {
              long last = row.getLong(2);
              return new Reach(row.getLong(1), row.wasNull() ? ItemKey.last(row.getLong(1)) : last);
            });
    long recovered = 0;
    long noBatch = reaches.isEmpty() ? 0 : session.number(NO_BATCH);
    for (Reach reach : reaches) {
      session.update(
          CUT_OFF, now.toEpochMilli(), noBatch, ItemKey.first(reach.requestNo()), reach.last());
      recovered +=
          session.update(
              RECOVER, now.toEpochMilli(), ItemKey.first(reach.requestNo()), reach.last());
    }
    return recovered;
  }

  /** See {@link Ledger#dueBy}. */
  static int dueBy(SqliteSession session, Instant latest) throws SQLException {
    int moved = 0;
    for (long lane : session.list("select no from lanes", row -> row.getLong(1))) {
      moved += session.update(DUE_BY, latest.toEpochMilli(), lane, latest.toEpochMilli());
    }
    return moved;
  }
}
