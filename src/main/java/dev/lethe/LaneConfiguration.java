package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.event.Events;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.LedgerHealth;
import dev.lethe.health.PartGroups;
import dev.lethe.lane.BatchLog;
import dev.lethe.lane.CallRoutes;
import dev.lethe.lane.LaneHealth;
import dev.lethe.lane.LaneNews;
import dev.lethe.lane.LaneRoutes;
import dev.lethe.lane.LaneShutdown;
import dev.lethe.lane.LaneWatch;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.PopulationRoutes;
import dev.lethe.lane.Populations;
import dev.lethe.lane.ReplyReader;
import dev.lethe.lane.VendorHttpClients;
import dev.lethe.lane.VerifyRoutes;
import dev.lethe.ledger.Ledger;
import dev.lethe.meter.LaneMeters;
import dev.lethe.settings.LetheSettings;
import dev.lethe.source.SourceRoutes;
import dev.lethe.start.RouteChecks;
import dev.lethe.token.TokenCache;
import dev.lethe.trace.Traces;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lanes: from due rows to calls and back. */
@Configuration(proxyBeanMethods = false)
class LaneConfiguration {
  @Bean
  TokenCache tokenCache(Clock clock) {
    return new TokenCache(clock);
  }

  @Bean
  Function<Vendor, LaneWatch> laneWatches(MeterRegistry meters, ObjectProvider<Traces> traces) {
    LaneWatch log = new BatchLog();
    return vendor -> {
      List<LaneWatch> watches = new ArrayList<>();
      watches.add(new LaneMeters(meters, vendor.name()));
      watches.add(log);
      traces.ifAvailable(on -> watches.add(on.of(vendor.name())));
      return LaneWatch.all(watches);
    };
  }

  @Bean
  Lanes lanes(
      Vendors vendors,
      Ledger ledger,
      LedgerHealth ledgerHealth,
      TokenCache tokens,
      Events events,
      Function<Vendor, LaneWatch> laneWatches,
      Clock clock,
      CamelContext context) {
    Lanes lanes =
        new Lanes(
            vendors,
            vendor -> VerifyRoutes.canVerify(vendor, way -> RouteChecks.begins(context, way)),
            ledger,
            ledgerHealth::isWritable,
            tokens,
            events,
            laneWatches,
            clock);
    lanes.begin(LaneNews.of(ledger));
    lanes.stopped(LaneNews.stopped(ledger));
    return lanes;
  }

  @Bean
  LaneHealth laneHealth(Lanes lanes) {
    return new LaneHealth(lanes);
  }

  @Bean
  PartGroups laneGroups(Vendors vendors) {
    return new PartGroups(
        vendors.enabled().stream().map(vendor -> LaneHealth.part(vendor.name())).toList());
  }

  @Bean
  LaneRoutes laneRoutes(Lanes lanes, LetheSettings settings) {
    return new LaneRoutes(lanes, !settings.dryRun());
  }

  @Bean
  FaultLog laneFaults() {
    return new FaultLog("a lane", "Its rows stay due and are claimed as soon as that works.");
  }

  @Bean
  CallRoutes callRoutes(
      Lanes lanes, TokenCache tokens, VendorHttpClients clients, ObjectMapper json, Clock clock) {
    return new CallRoutes(lanes, tokens, clients, new ReplyReader(json, clock), clock);
  }

  @Bean
  VendorHttpClients vendorHttpClients() {
    return new VendorHttpClients();
  }

  @Bean
  VerifyRoutes verifyRoutes(Lanes lanes, CamelContext context) {
    return new VerifyRoutes(lanes, way -> RouteChecks.begins(context, way));
  }

  @Bean
  PopulationRoutes populationRoutes(Lanes lanes) {
    return new PopulationRoutes(lanes);
  }

  @Bean
  Populations populations(
      Lanes lanes, TokenCache tokens, Clock clock, PopulationRoutes populationRoutes) {
    return new Populations(lanes, tokens, clock, populationRoutes);
  }

  @Bean
  CamelSetup camelSetup(
      Vendors vendors, Lanes lanes, VendorHttpClients clients, SourceRoutes sources) {
    return new CamelSetup(
        new RouteChecks(vendors, sources.calls()), new LaneShutdown(lanes, clients));
  }
}
