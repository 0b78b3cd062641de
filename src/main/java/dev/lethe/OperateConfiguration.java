package dev.lethe;

import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import dev.lethe.intake.IntakeGate;
import dev.lethe.lane.AddressProbe;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.ProbeRoutes;
import dev.lethe.lane.VendorProbe;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.LedgerOperations;
import dev.lethe.operate.Surroundings;
import dev.lethe.settings.LetheSettings;
import dev.lethe.start.RouteChecks;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people do with Lethe, behind whichever way they come. */
@Configuration(proxyBeanMethods = false)
class OperateConfiguration {
  @Bean
  ProbeRoutes probeRoutes(Lanes lanes, LetheSettings settings, CamelContext context) {
    return new ProbeRoutes(
        lanes, way -> RouteChecks.begins(context, way), () -> !settings.dryRun());
  }

  @Bean
  VendorProbe vendorProbe(ProbeRoutes routes, TokenCache tokens) {
    return new VendorProbe(routes, tokens, new AddressProbe());
  }

  @Bean(initMethod = "begin")
  LedgerOperations operations(
      LetheSettings settings,
      Vendors vendors,
      Ledger ledger,
      Clock clock,
      Lanes lanes,
      VendorProbe probe,
      IntakeGate gate,
      Health health) {
    return new LedgerOperations(
        new Surroundings(
            settings,
            vendors,
            ledger,
            clock,
            new Surroundings.Service(lanes, probe, gate, health, clock.instant())));
  }

  @Bean
  OperateRoute operateRoute(LedgerOperations operations) {
    return new OperateRoute(operations);
  }

  @Bean
  FaultLog operateFaults() {
    return new FaultLog(
        "operations", "What was asked for and is noted in the ledger is done when that works.");
  }
}
