package dev.lethe.source;

import dev.lethe.settings.SettingsException;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.SourcePlan;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A database of the user's. Each piece of work has a connection of its own, which is closed behind
 * it: work is rare, and a database that went away and came back needs no care.
 */
final class Database {
  /** SQLSTATE classes whose texts speak of statements and servers; others may quote a row. */
  private static final Set<String> SPEAK_OF_NO_ROW =
      Set.of("08", "25", "26", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58");

  private static final int LONGEST = 300;

  private final SourcePlan plan;
  private final Driver driver;

  Database(SourcePlan plan) {
    this.plan = plan;
    this.driver = driver(plan);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * Does something in one transaction, which is undone if it fails.
   *
   * @param what it is, for the message: {@code the query}
   * @throws SourceException if the database fails
   */
  <T> T inTransaction(String what, boolean readOnly, Work<T> work) {
    try (Connection connection = open()) {
      try {
        connection.setReadOnly(readOnly);
        connection.setAutoCommit(false);
        T made = work.with(connection);
        connection.commit();
        return made;
      } catch (SQLException e) {
        throw failed(what, e);
      }
    } catch (SQLException e) {
      throw new SourceException(shown() + ": the connection broke: " + inWords(e) + ".");
    }
  }

  /** A failure in one line. */
  SourceException failed(String what, SQLException problem) {
    return new SourceException(shown() + ": " + what + " failed: " + inWords(problem) + ".");
  }

  /** The source and its address, as messages show it. */
  String shown() {
    return "source " + plan.name() + " (" + plan.set().url().replaceFirst("[?;].*$", "") + ")";
  }

  private Connection open() {
    Properties properties = new Properties();
    properties.putAll(Map.of("user", plan.set().user(), "password", plan.set().password()));
    if (plan.set().url().startsWith("jdbc:postgresql:")) {
      properties.put("ApplicationName", "lethe");
      properties.put("loginTimeout", "30");
    }
    try {
      Connection connection = driver.connect(plan.set().url(), properties);
      if (connection == null) {
        throw new SourceException(shown() + ": its driver does not take the address.");
      }
      limitSilence(connection);
      return connection;
    } catch (SQLException e) {
      throw new SourceException(shown() + " cannot be reached: " + inWords(e) + ".");
    }
  }

  private void limitSilence(Connection connection) throws SQLException {
    try {
      long millis = Math.min(Integer.MAX_VALUE, plan.set().timeout().toMillis());
      connection.setNetworkTimeout(Runnable::run, (int) millis);
    } catch (SQLFeatureNotSupportedException e) {
      // Such a driver waits as long as its own settings in the address say.
      connection.clearWarnings();
    }
  }

  private static String inWords(SQLException problem) {
    SQLException first = problem;
    while (first.getNextException() != null && first.getSQLState() == null) {
      first = first.getNextException();
    }
    String state = String.valueOf(first.getSQLState());
    if (state.length() < 2 || !SPEAK_OF_NO_ROW.contains(state.substring(0, 2))) {
      return "SQLSTATE " + state + "; what it says may quote a row, the database's own log has it";
    }
    String message = String.valueOf(first.getMessage()).lines().findFirst().orElse("").strip();
    return message.substring(0, Math.min(LONGEST, message.length())).replaceFirst("\\.$", "");
  }

  private static Driver driver(SourcePlan plan) {
    String url = plan.set().url();
    for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      try {
        if (driver.acceptsURL(url)) {
          return driver;
        }
      } catch (SQLException e) {
        throw noDriver(plan);
      }
    }
    throw noDriver(plan);
  }

  private static SettingsException noDriver(SourcePlan plan) {
    return new SettingsException(
        SourceBinder.PREFIX + plan.name() + ".url",
        "there is no driver for it.",
        "Lethe brings the one for jdbc:postgresql: addresses; docs/sources.md says how to add"
            + " another.");
  }
}
