package dev.lethe.ledger;

import dev.lethe.ledger.LedgerException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a ledger is sound, without changing a byte of it. It reads on a connection that
 * cannot write, so that the log stays for whoever recovers a damaged one.
 */
public final class LedgerCheck {
  /** More than that says nothing new. */
  private static final int MOST_PROBLEMS = 20;

  /** Requests whose rows are not those that were counted when they came in. */
  private static final String BOOKS =
      "select r.id, r.rows, coalesce(i.counted, 0) from requests r left join (select id >> 32 as"
          + " request_no, sum(copies) as counted from items where state <> "
          + SqliteCodes.SAME_AS
          + " group by id >> 32) i on i.request_no = r.no where r.rows <> coalesce(i.counted, 0)"
          + " order by r.no limit "
          + MOST_PROBLEMS;

  private LedgerCheck() {}

  /**
   * The check of every start: {@code pragma quick_check}, which reads the whole file and finds
   * pages that are missing, overwritten or out of order. A ledger that is not there yet is sound.
   *
   * @param jdbcUrl {@code jdbc:sqlite:<path>}
   * @throws LedgerException if it is damaged or cannot be read, with what to do
   */
  public static void quick(String jdbcUrl) {
    SqliteFile file = new SqliteFile(jdbcUrl);
    List<String> problems =
        isThere(file) ? look(file, List.of("pragma quick_check(1)")) : List.of();
    if (!problems.isEmpty()) {
      throw new LedgerException(
          Fault.DAMAGED,
          ("The ledger %s is damaged (%s). Nothing was changed, and nothing is sent. First copy the"
                  + " file and those beside it with -wal and -shm to a safe place; then restore a"
                  + " backup, or recover it: docs/operations.md, \"A damaged ledger\".")
              .formatted(file.path(), problems.get(0)));
    }
  }

  /**
   * The whole check: {@code pragma integrity_check}, which compares the indexes too, and the books
   * of every request.
   *
   * @return what is wrong, empty if nothing is
   * @throws LedgerException if it cannot be read
   */
  public static List<String> full(String jdbcUrl) {
    SqliteFile file = new SqliteFile(jdbcUrl);
    return look(file, List.of("pragma integrity_check(" + MOST_PROBLEMS + ")", BOOKS));
  }

  private static boolean isThere(SqliteFile file) {
    try {
      file.requireWhole();
      Path path = Path.of(file.path());
      return Files.exists(path) && Files.size(path) > 0;
    } catch (IOException e) {
      throw new SqliteFailures(file.path()).of(e);
    }
  }

  private static List<String> look(SqliteFile file, List<String> questions) {
    List<String> problems = new ArrayList<>();
    try (Connection connection = file.openReader();
        Statement statement = connection.createStatement()) {
      for (String question : questions) {
        if (problems.isEmpty()) {
          ask(statement, question, problems);
        }
      }
      return problems;
    } catch (SQLException e) {
      LedgerException failure = new SqliteFailures(file.path()).of(e);
      if (failure.fault() != Fault.DAMAGED || isNoDatabase(file)) {
        throw failure;
      }
      return List.of("SQLite cannot read it to its end");
    }
  }

  private static void ask(Statement statement, String question, List<String> problems)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        if (rows.getMetaData().getColumnCount() == 1) {
          String said = rows.getString(1).replaceAll("\\s+", " ");
          if (!"ok".equals(said)) {
            problems.add(said);
          }
        } else {
          problems.add(
              "request %s has %d rows, and %d are there"
                  .formatted(rows.getString(1), rows.getLong(2), rows.getLong(3)));
        }
      }
    }
  }

  private static boolean isNoDatabase(SqliteFile file) {
    try (var in = Files.newInputStream(Path.of(file.path()))) {
      // The magic string of sqlite.org/fileformat.html, without its closing zero.
      return !new String(in.readNBytes(15), java.nio.charset.StandardCharsets.US_ASCII)
          .equals("SQLite format 3");
    } catch (IOException e) {
      return false;
    }
  }
}
