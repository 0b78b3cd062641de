package dev.lethe.source;

import dev.lethe.intake.Doubles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Marks the rows of a handover in their database: all of them or none. */
final class Marks {
  private static final int BATCH = 1_000;

  /** With more rows not hit than that, something is wrong with the statement. */
  private static final int MOST_MISSED = 10_000;

  private final Database database;
  private final NamedSql mark;
  private final NamedSql marked;

  Marks(Database database, NamedSql mark, NamedSql marked) {
    this.database = database;
    this.mark = mark;
    this.marked = marked;
  }

  /** Undoes a transaction. */
  private static final class MissedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<String> keys;

    MissedException(Set<String> keys) {
      super("rows were not hit", null, false, false);
      this.keys = keys;
    }
  }

  /**
   * Marks the rows if the statement hits each of them.
   *
   * @return the keys that it does not hit; if there are any, no row was marked
   * @throws SourceException if the database fails; whether the rows are marked is then unknown
   */
  Set<String> mark(Handover handover) throws IOException {
    try {
      return database.inTransaction(
          "the mark statement", false, connection -> mark(connection, handover));
    } catch (MissedException e) {
      return e.keys;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether rows are marked with a request. */
  boolean isMarked(String request) {
    return database.inTransaction(
        "the marked statement",
        true,
        connection -> {
          try (PreparedStatement statement = marked.prepare(connection)) {
            marked.set(statement, Map.of("request", request));
            try (ResultSet count = statement.executeQuery()) {
              return count.next() && count.getLong(1) > 0;
            }
          }
        });
  }

  private Set<String> mark(Connection connection, Handover handover) throws SQLException {
    Set<String> missed = new HashSet<>();
    Doubles hit = new Doubles(handover.rows());
    int[] row = new int[1];
    try (Keys keys = new Keys(handover.keys());
        PreparedStatement statement = mark.prepare(connection)) {
      List<String> batch = new ArrayList<>(BATCH);
      while (keys.hasNext()) {
        NamedSql.Typed key = keys.nextTyped();
        mark.set(statement, Map.of("request", handover.request(), "key", key));
        statement.addBatch();
        batch.add(key.text());
        if (batch.size() == BATCH || !keys.hasNext()) {
          int[] counts = statement.executeBatch();
          for (int i = 0; i < counts.length; i++) {
            row[0]++;
            note(batch.get(i), counts[i] != 0, row[0], hit, missed);
          }
          batch.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!missed.isEmpty()) {
      throw new MissedException(missed);
    }
    return missed;
  }

  // A key with several rows is marked with the first of them. A hash stands for a key that was
  // hit: of two that look alike the second would go unmarked, and be sent twice, in one of some
  // thousand million cases.
  private void note(String key, boolean isHit, int row, Doubles hit, Set<String> missed) {
    boolean hitBefore =
        !missed.contains(key) && hit.firstOrRemember(Doubles.hash("", key), row, seen -> true) > 0;
    if (isHit || hitBefore) {
      return;
    }
    missed.add(key);
    if (missed.size() > MOST_MISSED) {
      throw new SourceException(
          database.shown()
              + ": the mark statement does not hit "
              + missed.size()
              + " of the first "
              + row
              + " rows that the query gives. It must update the row of :key, and the query must"
              + " leave out what is marked.");
    }
  }
}
