package dev.lethe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "SQLITE_BUSY, is locked by another process, no row is lost",
    "SQLITE_BUSY_SNAPSHOT, is locked by another process, no row is lost",
    "SQLITE_FULL, the disk is full, no row is lost",
    "SQLITE_READONLY_DIRECTORY, the rights of the file, no row is lost",
    "SQLITE_CANTOPEN, lethe.ledger.url, no row is lost",
    "SQLITE_IOERR_FSYNC, Check the disk, what was acknowledged before stays",
    "SQLITE_NOTADB, not an SQLite database, left as it is",
    "SQLITE_CORRUPT, is damaged, Stop the engine",
    "SQLITE_CONSTRAINT_PRIMARYKEY, such a row already, no row is lost",
    "SQLITE_MISUSE, failed, no row is lost",
  })
  void saysWhatHappenedAndWhatItMeans(SQLiteErrorCode code, String happened, String means) {
    SQLiteException cause = new SQLiteException("[" + code + "]", code);

    LedgerException failure = new SqliteFailures("ledger.db").of(cause);

    assertThat(failure).hasCause(cause).hasMessageStartingWith("The ledger ledger.db ");
    assertThat(failure).hasMessageContaining(happened).hasMessageContaining(means);
  }
}
