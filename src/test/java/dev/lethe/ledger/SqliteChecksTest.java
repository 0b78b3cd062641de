package dev.lethe.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real file. */
final class SqliteChecksTest extends ChecksContract {
  private final Path folder;

  SqliteChecksTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open(
        "jdbc:sqlite:" + folder.resolve("ledger.db"),
        Clock.fixed(LedgerFixture.NOW, ZoneOffset.UTC));
  }
}
