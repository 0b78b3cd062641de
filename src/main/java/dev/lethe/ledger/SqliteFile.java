package dev.lethe.ledger;

import dev.lethe.ledger.LedgerException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The ledger's file and how connections to it are set up.
 *
 * <p>Only the writer's connection ever checkpoints (readers are opened read-only), so that within
 * one process nobody resets the write-ahead log under another's hands.
 *
 * @param url {@code jdbc:sqlite:<path>}
 * @param patience how long a statement waits for another process's lock
 */
record SqliteFile(String url, Duration patience) {
  private static final String PREFIX = "jdbc:sqlite:";

  /** How long a statement waits for another process's lock if nothing else is said. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Settings of the writer, in this order: a page size counts only before the file has content, and
   * not any more in WAL mode. An item is written three times in its life, so the log may hold some
   * 32 MB before it is folded into the file: a page that changed thrice is then copied once. The
   * units are bytes (page_size, journal_size_limit), KiB (cache_size, negative) and pages
   * (wal_autocheckpoint). What is deleted or replaced is overwritten with zeros. Sources:
   * sqlite.org/pragma.html, sqlite.org/wal.html.
   */
  private static final List<String> WRITER =
      List.of(
          "pragma page_size = 8192",
          "pragma synchronous = FULL",
          "pragma secure_delete = ON",
          "pragma temp_store = MEMORY",
          "pragma cache_size = -65536",
          "pragma journal_size_limit = 67108864",
          "pragma wal_autocheckpoint = 4000");

  private static final List<String> READER =
      List.of("pragma temp_store = MEMORY", "pragma cache_size = -8192");

  SqliteFile(String url) {
    this(url, PATIENCE);
  }

  SqliteFile {
    if (!url.startsWith(PREFIX)
        || url.length() == PREFIX.length()
        || url.contains(":memory:")
        || url.startsWith(PREFIX + "file:")) {
      throw new LedgerException(
          "'" + url + "' is no address of an embedded ledger. Write jdbc:sqlite:<path of a file>.");
    }
  }

  /** The path as it stands in the address. */
  String path() {
    String path = url.substring(PREFIX.length());
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** Makes the folder of the file where it is missing. */
  void createFolder() throws IOException {
    Path folder = Path.of(path()).toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  /**
   * Refuses what a crash cannot leave behind, and SQLite would take for an older or an empty
   * ledger: a file without its log, or a log without its file.
   *
   * @throws LedgerException if a part is missing
   */
  void requireWhole() throws IOException {
    Path file = Path.of(path());
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    Path index = file.resolveSibling(file.getFileName() + "-shm");
    boolean hasLog = Files.exists(log) && Files.size(log) > 0;
    if (hasLog && (!Files.exists(file) || Files.size(file) == 0)) {
      throw new LedgerException(
          Fault.DAMAGED,
          ("The ledger %s is missing or empty, but its log %s is there. Nothing was changed, and"
                  + " nothing is sent. Put ledger and log back together, or restore a backup and"
                  + " move the log away: docs/operations.md, \"A damaged ledger\".")
              .formatted(file, log.getFileName()));
    }
    if (Files.exists(file) && Files.exists(index) && !Files.exists(log)) {
      throw new LedgerException(
          Fault.DAMAGED,
          ("The log of the ledger is missing: %s was in use when Lethe last stopped (%s is there),"
                  + " and %s is gone. It holds the newest rows and outcomes. Nothing was changed,"
                  + " and nothing is sent. Put it back, or restore a backup. To go on without it,"
                  + " read docs/operations.md, \"A damaged ledger\", first.")
              .formatted(file, index.getFileName(), log.getFileName()));
    }
  }

  /**
   * The one connection that writes.
   *
   * @throws LedgerException if the file's place does not support a write-ahead log
   */
  Connection openWriter() throws SQLException {
    Connection connection = config().createConnection(url);
    try (Statement statement = connection.createStatement()) {
      for (String pragma : WRITER) {
        statement.execute(pragma);
      }
      try (var mode = statement.executeQuery("pragma journal_mode = WAL")) {
        if (!mode.next() || !"wal".equalsIgnoreCase(mode.getString(1))) {
          throw new LedgerException(
              "The ledger " + path() + " cannot keep a write-ahead log. Use a local disk.");
        }
      }
      return connection;
    } catch (SQLException | LedgerException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that cannot write. */
  Connection openReader() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    Connection connection = config.createConnection(url);
    try (Statement statement = connection.createStatement()) {
      for (String pragma : READER) {
        statement.execute(pragma);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Connections for the migration. */
  DataSource dataSource() {
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl(url);
    return source;
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) patience.toMillis());
    return config;
  }
}
