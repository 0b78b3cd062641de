package dev.lethe;

import dev.lethe.health.Health;
import dev.lethe.health.LedgerHealth;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerCheck;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.LetheSettings;
import dev.lethe.start.HomeLock;
import dev.lethe.time.DueTimes;
import dev.lethe.time.SteadyClock;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The ledger: opened once its home is locked, and looked after. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerConfiguration.class);

  // Settings are refused before anything is made in the home.
  @Bean
  @DependsOn({"vendors", "reconcilePlan", "httpPort"})
  HomeLock homeLock(LetheSettings settings) {
    return HomeLock.of(settings.home());
  }

  @Bean
  LedgerHealth ledgerHealth(Health health) {
    return new LedgerHealth(health);
  }

  // The lock is asked for so that it is held before the ledger is opened and until it is closed.
  @Bean
  Ledger ledger(LetheSettings settings, HomeLock lock, Clock clock, LedgerHealth health) {
    LedgerCheck.quick(settings.ledgerUrl());
    Ledger ledger = SqliteLedger.open(settings.ledgerUrl(), clock, health);
    long inFlight = ledger.recover(clock.instant());
    if (inFlight > 0) {
      LOG.info(
          "{} rows were in flight when Lethe stopped; what became of them is looked into first",
          inFlight);
    }
    return ledger;
  }

  @Bean(initMethod = "start")
  DueTimes dueTimes(Ledger ledger, SteadyClock clock, Vendors vendors) {
    return new DueTimes(
        ledger,
        clock,
        vendors.enabled().stream()
            .map(vendor -> vendor.patience().backoff().max())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
  }
}
