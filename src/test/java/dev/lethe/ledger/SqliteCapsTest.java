package dev.lethe.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCapsTest extends CapsContract {
  private final Path folder;

  SqliteCapsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), LedgerContract.CLOCK);
  }
}
