package dev.lethe.command;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerCheck;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The ledger for commands that write to it, beside a running service or without one. */
final class CommandLedger {
  private CommandLedger() {}

  /**
   * Opens it, as the service does, only if it is there and sound: what is written into a damaged
   * one makes it harder to recover.
   *
   * @throws LedgerException if it is not
   */
  static Ledger open(String url, Clock clock) {
    String file = url.replaceFirst("^jdbc:sqlite:", "").replaceFirst("\\?.*$", "");
    if (!Files.exists(Path.of(file))) {
      throw new LedgerException("there is no ledger at " + file + "; is lethe.home right?");
    }
    LedgerCheck.quick(url);
    return SqliteLedger.open(url, clock);
  }
}
