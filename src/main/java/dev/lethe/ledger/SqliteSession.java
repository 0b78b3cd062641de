package dev.lethe.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its prepared statements, each prepared once. For one thread at a time.
 *
 * <p>Transactions are begun and ended by statements; the driver stays in its auto-commit mode.
 */
final class SqliteSession implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  SqliteSession(Connection connection) {
    this.connection = connection;
  }

  /** Something done with a session. */
  @FunctionalInterface
  interface Work<T> {
    T run(SqliteSession session) throws SQLException;
  }

  /** Makes a value of the row that a result set stands on. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** The statement of that text, with the parameters bound. Do not close it. */
  PreparedStatement bind(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Runs a statement that gives no rows back; returns how many rows it changed. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    return bind(sql, parameters).executeUpdate();
  }

  /** All rows of a query (or of a {@code returning} clause). */
  <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bind(sql, parameters).executeQuery()) {
      while (result.next()) {
        rows.add(mapper.map(result));
      }
    }
    return rows;
  }

  /** The first row of a query. */
  <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (ResultSet result = bind(sql, parameters).executeQuery()) {
      return result.next() ? Optional.of(mapper.map(result)) : Optional.empty();
    }
  }

  /** The first column of the first row, 0 if there is no row or it is null. */
  long number(String sql, @Nullable Object... parameters) throws SQLException {
    return first(sql, row -> row.getLong(1), parameters).orElse(0L);
  }

  /** Runs reads that must see the ledger at one moment. */
  <T> T snapshot(Work<T> work) throws SQLException {
    update("begin");
    try {
      return work.run(this);
    } finally {
      update("rollback");
    }
  }

  /**
   * Forgets all statements: the driver closes one that fails with anything but a lock, and it could
   * not be used again.
   */
  void forgetStatements() throws SQLException {
    List<PreparedStatement> old = List.copyOf(statements.values());
    statements.clear();
    for (PreparedStatement statement : old) {
      statement.close();
    }
  }

  @Override
  public void close() throws SQLException {
    forgetStatements();
    connection.close();
  }
}
