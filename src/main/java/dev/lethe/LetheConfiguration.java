package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.health.Health;
import dev.lethe.health.HealthContributors;
import dev.lethe.health.HealthSource;
import dev.lethe.settings.LetheSettings;
import dev.lethe.start.StartReport;
import dev.lethe.time.SteadyClock;
import dev.lethe.vendor.Vendors;
import dev.lethe.web.HttpPort;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What the engine is made of, as far as everything else needs it; its parts stand in the other
 * configurations here. Bean names that routes use are the names of methods.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetheSettings.class)
public class LetheConfiguration {
  /** The machine's own, for signatures, which vendors compare with clocks of theirs. */
  @Bean(defaultCandidate = false)
  Clock wallClock() {
    return Clock.systemUTC();
  }

  @Bean
  SteadyClock clock(@Qualifier("wallClock") Clock wallClock) {
    return new SteadyClock(wallClock);
  }

  @Bean
  Health health(Clock clock, ObjectProvider<HealthSource> sources) {
    return new Health(clock, () -> sources.orderedStream().toList());
  }

  @Bean
  HealthContributors letheHealthContributor(Health health) {
    return new HealthContributors(health);
  }

  @Bean
  ObjectMapper objectMapper() {
    return new ObjectMapper();
  }

  /** Refuses settings by which strangers could get in, before anything is made in the home. */
  @Bean
  HttpPort httpPort(Environment environment, LetheSettings settings) {
    return HttpPort.of(environment, settings.http());
  }

  @Bean
  StartReport startReport(LetheSettings settings, Vendors vendors) {
    return new StartReport(settings.home(), vendors, settings.dryRun());
  }
}
