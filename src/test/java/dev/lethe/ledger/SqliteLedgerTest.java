package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The contract on a real file, and what only this ledger has. */
final class SqliteLedgerTest extends LedgerContract {
  private final Path folder;

  SqliteLedgerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open(url(), CLOCK);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("home/ledger.db");
  }

  @Test
  void keepsWhatItAcknowledgedWhenTheProcessDies() throws Exception {
    RequestRecord request = released(ledger, "leavers", items(500, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 300, NOW);
    ledger.settle("b1", deleted(claimed.subList(0, 200)), NOW);
    ledger.begin(newRequest("next"));

    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name : List.of("ledger.db", "ledger.db-wal")) {
      Files.copy(folder.resolve("home").resolve(name), copy.resolve(name));
    }

    try (Ledger after = SqliteLedger.open("jdbc:sqlite:" + copy.resolve("ledger.db"), CLOCK)) {
      assertThat(after.balance(request.no())).isEqualTo(ledger.balance(request.no()));
      assertThat(after.request("next")).isEqualTo(ledger.request("next"));
      assertThat(after.recover(NOW)).isEqualTo(100);
      assertThat(after.claim("yunke", 1_000, NOW)).hasSize(300);
    }
  }

  @Test
  void letsAnotherProcessApprove() {
    RequestRecord request = ledger.begin(newRequest("big"));
    ledger.accept(request.no(), List.of(item(1, "yunke")));
    ledger.release(request.no(), true, NOW);

    try (Ledger other = SqliteLedger.open(url(), CLOCK)) {
      other.approve("big", "ann", "checked", NOW);
      released(other, "others", items(1, "digelao"));
    }

    assertThat(ledger.claim("yunke", 9, NOW)).hasSize(1);
    assertThat(ledger.claim("digelao", 9, NOW)).hasSize(1);
  }

  @Test
  void notesWhoDecidedWhatAndWhy() throws Exception {
    RequestRecord request = ledger.begin(newRequest("big"));
    ledger.accept(request.no(), List.of(item(1, "yunke")));
    ledger.release(request.no(), true, NOW);

    ledger.cancel("big", "ann", "a mistake", NOW);

    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select decision, decided_by, decided_why, decided_at from requests")) {
      assertThat(row.getString(1)).isEqualTo("CANCELLED");
      assertThat(row.getString(2)).isEqualTo("ann");
      assertThat(row.getString(3)).isEqualTo("a mistake");
      assertThat(row.getLong(4)).isEqualTo(NOW.toEpochMilli());
    }
  }

  @Test
  void saysThatAnotherProcessHoldsTheLock() throws Exception {
    SqliteFile impatient = new SqliteFile(url(), Duration.ofMillis(1));
    try (Ledger blocked = SqliteLedger.open(impatient, CLOCK);
        Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");

      assertThatThrownBy(() -> blocked.begin(newRequest("leavers")))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("locked by another process")
          .hasMessageContaining("no row is lost");
      statement.execute("rollback");

      assertThat(blocked.begin(newRequest("leavers")).rows()).isZero();
    }
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no database ".repeat(1_000));

    assertThatThrownBy(() -> SqliteLedger.open("jdbc:sqlite:" + file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("not an SQLite database");

    assertThat(Files.readString(file)).startsWith("no database");
    assertThat(folder.resolve("notes.txt-wal")).doesNotExist();
  }

  @Test
  void refusesAnAddressThatIsNoFile() {
    for (String url : List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:postgresql://h/d")) {
      assertThatThrownBy(() -> SqliteLedger.open(url))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("jdbc:sqlite:<path of a file>");
    }
    assertThatThrownBy(() -> SqliteLedger.open("jdbc:sqlite:" + folder))
        .isInstanceOf(LedgerException.class);
  }

  @Test
  void foldsItsLogInWhenItCloses() {
    released(ledger, "leavers", items(500, "yunke"));

    ledger.close();

    assertThat(folder.resolve("home/ledger.db-wal")).doesNotExist();
  }

  @Test
  void speaksOfItsTablesOnlyWhenItChangesThem() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    try {
      reopen();
      assertThat(log.list).filteredOn(e -> e.getLevel().isGreaterOrEqual(Level.INFO)).isEmpty();

      SqliteLedger.open("jdbc:sqlite:" + folder.resolve("new.db")).close();
      assertThat(log.list)
          .filteredOn(e -> e.getLevel().isGreaterOrEqual(Level.INFO))
          .singleElement()
          .satisfies(e -> assertThat(e.getFormattedMessage()).contains("brought to version "));
    } finally {
      root.detachAppender(log);
    }
  }
}
