package dev.lethe.bench.yardstick;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;

/**
 * A connection to one SQLite file for each thread, which stays open: what a pool would do at its
 * best. (A pool that Spring Boot knows would make it configure a data source in Lethe's tests.)
 */
final class ConnectionPerThread extends AbstractDataSource {
  private final ThreadLocal<SingleConnectionDataSource> connections;

  ConnectionPerThread(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(60_000);
    this.connections = ThreadLocal.withInitial(() -> open(config, "jdbc:sqlite:" + file));
  }

  private static SingleConnectionDataSource open(SQLiteConfig config, String url) {
    try {
      return new SingleConnectionDataSource(config.createConnection(url), true);
    } catch (SQLException e) {
      throw new IllegalStateException("The job's database does not open", e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connections.get().getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /** HTTP/1.1, as all that is measured here speaks. */
  static HttpClient http() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }
}
