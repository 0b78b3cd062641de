package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers of the lanes, remembered. Of the writer's thread only.
 *
 * <p>A lane never loses its number, so another process that adds lanes does no harm; what a
 * rolled-back transaction added must be forgotten.
 */
final class SqliteLanes {
  /** The number that stands for "no lane". */
  static final int NONE = 0;

  private static final String FIND = "select no from lanes where name = ?";

  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of a lane that has, or had, items. */
  OptionalInt find(SqliteSession session, String name) throws SQLException {
    Integer known = numbers.get(name);
    if (known == null) {
      known = (int) session.number(FIND, name);
      if (known == NONE) {
        return OptionalInt.empty();
      }
      numbers.put(name, known);
    }
    return OptionalInt.of(known);
  }

  /** The number of a lane, a new one if need be. */
  int findOrAdd(SqliteSession session, String name) throws SQLException {
    OptionalInt known = find(session, name);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    session.update("insert into lanes (name) values (?)", name);
    return find(session, name).orElseThrow();
  }

  void forget() {
    numbers.clear();
  }
}
