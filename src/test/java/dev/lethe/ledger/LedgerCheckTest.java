package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.ledger.LedgerException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers that are damaged in the ways that disks and people have. */
final class LedgerCheckTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Path folder;
  private Path file;

  @BeforeEach
  void fill(@TempDir Path home) {
    folder = home;
    file = folder.resolve("ledger.db");
    try (Ledger ledger = SqliteLedger.open(url(), CLOCK)) {
      released(ledger, "leavers", items(20_000, "yunke", "digelao"));
    }
  }

  @Test
  void aSoundLedgerPasses() {
    assertThatCode(() -> LedgerCheck.quick(url())).doesNotThrowAnyException();
    assertThat(LedgerCheck.full(url())).isEmpty();
  }

  @Test
  void aLedgerThatIsNotThereYetPasses() {
    String url = "jdbc:sqlite:" + folder.resolve("new/ledger.db");

    assertThatCode(() -> LedgerCheck.quick(url)).doesNotThrowAnyException();

    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aLedgerInUsePassesAndStaysInUse() {
    try (Ledger ledger = SqliteLedger.open(url(), CLOCK)) {
      released(ledger, "more", items(10, "yunke"));

      LedgerCheck.quick(url());

      assertThat(LedgerCheck.full(url())).isEmpty();
      assertThat(ledger.claim("yunke", 5, NOW)).hasSize(5);
    }
  }

  @Test
  void anOverwrittenPageIsFound() throws IOException {
    LedgerFaults.overwrite(file, 0.5, 0.51);

    assertRefused("is damaged");
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    LedgerFaults.truncate(file, 0.6);

    assertRefused("is damaged");
  }

  @Test
  void aFileCutInsideItsFirstPageIsFound() throws IOException {
    LedgerFaults.truncate(file, 0.0001);

    assertRefused("ledger");
  }

  @Test
  void aFileThatIsNoDatabaseIsFound() throws IOException {
    Files.writeString(file, "no database ".repeat(5_000));

    assertRefused("not an SQLite database");
  }

  @Test
  void aCrashLeavesASoundLedgerBehind() throws IOException {
    Path copy = crashed();

    assertThatCode(() -> LedgerCheck.quick("jdbc:sqlite:" + copy)).doesNotThrowAnyException();

    assertThat(copy.resolveSibling("ledger.db-wal")).exists();
    try (Ledger ledger = SqliteLedger.open("jdbc:sqlite:" + copy, CLOCK)) {
      assertThat(ledger.request("newest")).isPresent();
    }
  }

  @Test
  void aLogThatIsMissingAfterACrashIsFound() throws IOException {
    file = crashed();
    Files.delete(file.resolveSibling("ledger.db-wal"));

    assertRefused("log of the ledger is missing");
    assertThat(catchThrowableOfType(LedgerException.class, () -> SqliteLedger.open(url(), CLOCK)))
        .hasMessageContaining("log of the ledger is missing");
  }

  @Test
  void aLogWhoseFileIsGoneIsFound() throws IOException {
    file = crashed();
    Files.delete(file);

    assertRefused("missing or empty");
    Files.createFile(file);
    assertRefused("missing or empty");
  }

  @Test
  void booksThatDoNotBalanceAreNamed() throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("delete from items where id = (select min(id) from items)");
    }

    assertThat(LedgerCheck.full(url()))
        .containsExactly("request leavers has 20000 rows, and 19999 are there");
  }

  @Test
  void aDamageIsNamedByTheWholeCheckToo() throws IOException {
    LedgerFaults.overwrite(file, 0.5, 0.51);

    assertThat(LedgerCheck.full(url())).isNotEmpty();
  }

  private void assertRefused(String what) throws IOException {
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];

    LedgerException refused =
        catchThrowableOfType(LedgerException.class, () -> LedgerCheck.quick(url()));

    assertThat(refused).hasMessageContaining(what).hasMessageContaining(file.toString());
    assertThat(refused.fault()).isEqualTo(Fault.DAMAGED);
    assertThat(refused.getMessage()).hasSizeLessThan(500).doesNotContain("\n");
    assertThat(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]).isEqualTo(before);
  }

  /** The three files as a process leaves them that dies with something in the log. */
  private Path crashed() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("crashed"));
    try (Ledger ledger = SqliteLedger.open(url(), CLOCK)) {
      released(ledger, "newest", items(10, "yunke"));
      for (String name : new String[] {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) {
        Files.copy(folder.resolve(name), copy.resolve(name));
      }
    }
    return copy.resolve("ledger.db");
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }
}
