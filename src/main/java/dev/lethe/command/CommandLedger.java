package dev.lethe.command;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerCheck;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.LetheSettings;
import java.nio.file.Files;
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
  static Ledger open(LetheSettings settings, Clock clock) {
    require(settings);
    LedgerCheck.quick(settings.ledgerUrl());
    return SqliteLedger.open(settings.ledgerUrl(), clock);
  }

  /**
   * Makes sure that there is one: opening it would make it.
   *
   * @throws LedgerException if there is none
   */
  static void require(LetheSettings settings) {
    if (!Files.exists(settings.ledgerFile())) {
      throw new LedgerException(
          "there is no ledger at " + settings.ledgerFile() + "; is lethe.home right?");
    }
  }
}
