package dev.lethe.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the query gives, as a stream, into the files of a handover. */
final class DueRows {
  private static final Logger LOG = LoggerFactory.getLogger(DueRows.class);

  /** Rows that the driver fetches at once. */
  private static final int FETCH = 1_000;

  /** Characters that a cell may have: no vendor has subjects of that length. */
  private static final int LONGEST_CELL = 10_000;

  private final Database database;
  private final String query;
  private long odd;
  private long keyless;

  /** One reading of a query. */
  DueRows(Database database, String query) {
    this.database = database;
    this.query = query;
  }

  /**
   * Reads it.
   *
   * @return null if there was no row
   * @throws SourceException if the database fails, or a column is missing
   */
  @Nullable Handover into(HandoverFiles files) throws IOException {
    try {
      Optional<Handover> read =
          database.inTransaction("the query", true, connection -> read(connection, files));
      if (odd > 0) {
        LOG.warn(
            "{}: {} cells of the query cannot be a subject (over {} characters, or a NUL inside)"
                + " and were left empty; a row without a subject is REJECTED",
            database.shown(),
            odd,
            LONGEST_CELL);
      }
      if (keyless > 0) {
        LOG.warn(
            "{}: {} rows of the query have no key, so they cannot be marked, and were left out",
            database.shown(),
            keyless);
      }
      return read.orElse(null);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<Handover> read(Connection connection, HandoverFiles files) throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(query)) {
        Columns columns = columns(rows.getMetaData());
        return rows.next() ? write(rows, columns, files) : Optional.empty();
      }
    }
  }

  private Optional<Handover> write(ResultSet rows, Columns columns, HandoverFiles files) {
    try {
      return Optional.ofNullable(files.write(columns.keyType(), sink -> copy(rows, columns, sink)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(ResultSet rows, Columns columns, HandoverFiles.Sink sink) {
    try {
      do {
        String key = rows.getString(columns.key());
        if (key == null || key.isEmpty() || key.length() > LONGEST_CELL) {
          keyless++;
        } else {
          sink.add(
              new Row(
                  key,
                  cell(rows, columns.vendor()),
                  cell(rows, columns.subject()),
                  columns.reference() == 0 ? "" : cell(rows, columns.reference())));
        }
      } while (rows.next());
    } catch (SQLException e) {
      throw database.failed("the query", e);
    }
  }

  private String cell(ResultSet rows, int column) throws SQLException {
    String cell = rows.getString(column);
    if (cell == null) {
      return "";
    }
    if (cell.length() > LONGEST_CELL || cell.indexOf('\0') >= 0) {
      odd++;
      return "";
    }
    return cell;
  }

  private record Columns(int vendor, int subject, int reference, int key, int keyType) {}

  private Columns columns(ResultSetMetaData data) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      names.add(data.getColumnLabel(i));
    }
    int key = find(names, "key");
    return new Columns(
        find(names, "vendor"),
        find(names, "subject"),
        indexOf(names, "reference"),
        key,
        data.getColumnType(key));
  }

  private int find(List<String> names, String wanted) {
    int found = indexOf(names, wanted);
    if (found == 0) {
      throw new SourceException(
          database.shown()
              + ": the query gives no column '"
              + wanted
              + "' (it gives "
              + String.join(", ", names)
              + "). Write select … as "
              + wanted
              + ".");
    }
    return found;
  }

  /** From 1; 0 if there is none. */
  private static int indexOf(List<String> names, String wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(wanted)) {
        return i + 1;
      }
    }
    return 0;
  }
}
