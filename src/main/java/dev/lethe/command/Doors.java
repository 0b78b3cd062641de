package dev.lethe.command;

import dev.lethe.operate.Operations;
import java.net.URI;
import java.time.Clock;

/** The two ways to Lethe. */
interface Doors {

  /** The API of a running service. */
  Operations service(URI url, SignIn credentials);

  /**
   * The ledger and the folders of a home, beside a service or without one.
   *
   * @throws dev.lethe.ledger.LedgerException if the ledger is not sound
   * @throws dev.lethe.settings.SettingsException if the settings are no good
   */
  Alone alone(CommandSettings settings, Clock clock);

  /**
   * Operations on a ledger.
   *
   * @param operations what can be done
   * @param end closes what was opened for it
   */
  record Alone(Operations operations, Runnable end) {}
}
