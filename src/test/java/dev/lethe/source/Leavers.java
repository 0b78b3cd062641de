package dev.lethe.source;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL with a table of leavers, as docs/sources.md shows it. */
public final class Leavers implements AutoCloseable {
  private static final String TABLE =
      "create table leavers (id bigint primary key, vendor text, account text, ticket text,"
          + " leave_on date not null, lethe_request text, outcome text, code text,"
          + " decided_at timestamptz)";

  private final Path data;
  private EmbeddedPostgres server;

  private Leavers(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts it, or skips the test where there is no PostgreSQL for this machine. */
  public static Leavers start(Path data) throws IOException {
    Leavers leavers = new Leavers(data, begin(data, 0));
    leavers.run(TABLE);
    return leavers;
  }

  private static EmbeddedPostgres begin(Path data, int port) throws IOException {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IllegalStateException e) {
      if (String.valueOf(e.getMessage()).startsWith("Missing embedded postgres binaries")) {
        Assumptions.abort("there is no embedded PostgreSQL for this machine");
      }
      throw e;
    }
  }

  /** What a source of this table is set to, as on the command line. */
  public List<String> settings(String name) {
    String prefix = "--lethe.sources." + name + ".";
    return List.of(
        prefix + "url=" + url(),
        prefix + "user=postgres",
        prefix + "password=planted-database-password",
        prefix + "cron=none",
        prefix
            + "query=select vendor, account as subject, ticket as reference, id as key from leavers"
            + " where leave_on <= current_date and lethe_request is null order by id",
        prefix
            + "mark=update leavers set lethe_request = :request"
            + " where id = :key and lethe_request is null",
        prefix + "marked=select count(*) from leavers where lethe_request = :request",
        prefix
            + "result=update leavers set outcome = :outcome, code = :code, decided_at = :decided_at"
            + " where id = :key and lethe_request = :request");
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  public void run(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row as one text, cells apart by |. */
  public List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String where) {
    return Long.parseLong(rows("select count(*) from leavers where " + where).get(0));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  /** Stops the server; {@link #goOn} starts it with the same data at the same port. */
  public int stop() throws IOException {
    int port = server.getPort();
    server.close();
    return port;
  }

  public void goOn(int port) throws IOException {
    server = begin(data, port);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
