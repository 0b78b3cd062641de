package dev.lethe.source;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.RequestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes what became of each row back into its database, a thousand rows a transaction. Cut off, it
 * is simply done again: the same values are written once more.
 */
final class Results {
  /** What a result statement may name besides {@code :key}. */
  static final Set<String> VALUES =
      Set.of(
          "request",
          "row",
          "vendor",
          "subject",
          "reference",
          "outcome",
          "code",
          "attempts",
          "decided_at");

  private static final int BATCH = 1_000;

  private final Database database;
  private final NamedSql result;
  private final Ledger ledger;

  Results(Database database, NamedSql result, Ledger ledger) {
    this.database = database;
    this.result = result;
    this.ledger = ledger;
  }

  /**
   * Writes the results of a finished request.
   *
   * @return how many rows the statement did not hit
   * @throws SourceException if the database fails
   */
  long write(RequestRecord request, Path keyFile) throws IOException {
    try {
      return database.inTransaction(
          "the result statement", false, connection -> write(connection, request, keyFile));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long write(Connection connection, RequestRecord request, Path keyFile)
      throws SQLException {
    long missed = 0;
    int waiting = 0;
    try (Keys keys = new Keys(keyFile);
        OutcomeCursor lines = ledger.outcomes(request.no());
        PreparedStatement statement = result.prepare(connection)) {
      for (OutcomeLine line : lines) {
        if (!keys.hasNext()) {
          throw differ(request);
        }
        result.set(statement, values(request, line, keys.nextTyped()));
        statement.addBatch();
        waiting++;
        if (waiting == BATCH) {
          missed += execute(connection, statement);
          waiting = 0;
        }
      }
      if (keys.hasNext()) {
        throw differ(request);
      }
      return missed + execute(connection, statement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long execute(Connection connection, PreparedStatement statement)
      throws SQLException {
    long missed = 0;
    for (int count : statement.executeBatch()) {
      missed += count == 0 ? 1 : 0;
    }
    connection.commit();
    return missed;
  }

  private static Map<String, Object> values(
      RequestRecord request, OutcomeLine line, NamedSql.Typed key) {
    Map<String, Object> values = new HashMap<>();
    values.put("key", key);
    values.put("request", request.id());
    values.put("row", line.row());
    values.put("vendor", line.vendor());
    values.put("subject", line.subject());
    values.put("outcome", line.outcome().name());
    values.put("attempts", line.attempts());
    values.put("decided_at", line.decidedAt().atOffset(ZoneOffset.UTC));
    if (line.reference() != null) {
      values.put("reference", line.reference());
    }
    if (line.code() != null) {
      values.put("code", line.code());
    }
    return values;
  }

  private SourceException differ(RequestRecord request) {
    return new SourceException(
        database.shown()
            + ": the keys that were kept of request "
            + request.id()
            + " are not those of its rows. Nothing more of it is written back; look for who changed"
            + " sources/ below the home.");
  }
}
