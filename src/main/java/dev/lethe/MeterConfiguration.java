package dev.lethe;

import dev.lethe.health.Health;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.Ledger;
import dev.lethe.meter.LedgerLook;
import dev.lethe.meter.StateGauges;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What shows how Lethe is, in numbers. What is counted is told by lanes, intake and events. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {
  @Bean(initMethod = "start")
  LedgerLook ledgerLook(Ledger ledger, Clock clock) {
    return new LedgerLook(ledger, clock);
  }

  @Bean
  StateGauges stateGauges(MeterRegistry registry, Lanes lanes, Health health, LedgerLook look) {
    return new StateGauges(registry, lanes, health, look);
  }
}
