package dev.lethe;

import dev.lethe.fault.FaultLog;
import dev.lethe.ledger.Ledger;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.SourcePlan;
import dev.lethe.source.SourceRoutes;
import dev.lethe.source.Sources;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Requests that come from a database of the user's, on a schedule. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SourceConfiguration.class);

  // Where files are only planned, no row of a source may be marked.
  @Bean
  Sources sources(
      ConfigurableEnvironment environment, LetheSettings settings, Ledger ledger, Clock clock) {
    List<SourcePlan> plans = new SourceBinder(environment).bind();
    if (settings.dryRun() && !plans.isEmpty()) {
      LOG.warn("lethe.dry-run is on: {} sources are not read", plans.size());
      plans = List.of();
    }
    return new Sources(plans, settings.home(), ledger, clock);
  }

  @Bean
  SourceRoutes sourceRoutes(Sources sources, @Qualifier("sourceFaults") FaultLog faults) {
    return new SourceRoutes(sources.plans(), faults);
  }

  @Bean
  FaultLog sourceFaults() {
    return new FaultLog(
        "a source", "No row of it is lost or sent twice; it is tried again at its next time.");
  }
}
