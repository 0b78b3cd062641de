package dev.lethe.command;

import dev.lethe.client.Credentials;
import dev.lethe.client.RemoteOperations;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.LedgerOperations;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Surroundings;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingFiles;
import dev.lethe.settings.SettingsException;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** The ways to Lethe as they are outside of tests. */
final class LetheDoors implements Doors {
  private static final Logger LOG = LoggerFactory.getLogger(LetheDoors.class);

  /** A vendor that is probed may take its whole time-out. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /** The largest file over a slow line. */
  private static final Duration UPLOAD = Duration.ofHours(1);

  @Override
  public Operations service(URI url, SignIn who) {
    try {
      Credentials credentials =
          who.user() == null
              ? Credentials.bearer(who.secret())
              : Credentials.basic(who.user(), who.secret());
      return new RemoteOperations(url, credentials, ANSWER, UPLOAD);
    } catch (IllegalArgumentException e) {
      throw new OperationException(Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Alone alone(CommandSettings words, Clock clock) {
    ConfigurableEnvironment environment = words.withVendors();
    LetheSettings settings = SettingFiles.bind(environment);
    Vendors vendors = vendors(environment, settings);
    Ledger ledger = CommandLedger.open(settings, clock);
    Operations operations =
        new LedgerOperations(new Surroundings(settings, vendors, ledger, clock, null));
    return new Alone(operations, ledger::close);
  }

  // Somebody who declines a request must not be kept from it by another vendor's settings.
  private static Vendors vendors(ConfigurableEnvironment environment, LetheSettings settings) {
    try {
      return new VendorBinder(environment, settings).bind();
    } catch (SettingsException e) {
      LOG.warn("{} No vendor is known to this command.", e.getMessage());
      return new Vendors(List.of(), List.of());
    }
  }
}
