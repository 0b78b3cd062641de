package dev.lethe.ledger;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to date. Says so at INFO only if there was something to do. */
final class SqliteSchema {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteSchema.class);
  private static final String SCRIPTS = "classpath:db/migration/sqlite";

  private SqliteSchema() {}

  /**
   * Runs the scripts that are still to be run.
   *
   * @throws FlywayException if one of them fails, or was changed after it had run
   */
  static void migrate(SqliteFile file) {
    MigrateResult result =
        Flyway.configure()
            .loggers(QuietLog.class.getName())
            .dataSource(file.dataSource())
            .locations(SCRIPTS)
            .load()
            .migrate();
    if (result.migrationsExecuted > 0) {
      LOG.info(
          "Ledger {}: brought to version {} by {} migration(s)",
          file.path(),
          result.targetSchemaVersion,
          result.migrationsExecuted);
    }
  }

  /** Flyway's own log, with its INFO lines at DEBUG. Flyway makes it by its name. */
  public static final class QuietLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
      return new ToSlf4j(LoggerFactory.getLogger(type));
    }
  }

  private record ToSlf4j(Logger log) implements Log {
    @Override
    public boolean isDebugEnabled() {
      return log.isDebugEnabled();
    }

    @Override
    public void debug(String message) {
      log.debug(message);
    }

    @Override
    public void info(String message) {
      log.debug(message);
    }

    @Override
    public void warn(String message) {
      log.warn(message);
    }

    @Override
    public void error(String message) {
      log.error(message);
    }

    @Override
    public void error(String message, Exception e) {
      log.error(message, e);
    }

    @Override
    public void notice(String message) {
      log.debug(message);
    }
  }
}
