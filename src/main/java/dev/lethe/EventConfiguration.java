package dev.lethe;

import dev.lethe.command.Orders;
import dev.lethe.event.EventKind;
import dev.lethe.event.EventLog;
import dev.lethe.event.Events;
import dev.lethe.fault.FaultLog;
import dev.lethe.lane.LaneNews;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.Ledger;
import dev.lethe.meter.EventMeters;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells people, and what commands ask of it. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
  @Bean
  Events events(Ledger ledger, CamelContext context, MeterRegistry meters, Vendors vendors) {
    return new Events(
        List.of(
            new EventLog(), ledger::note, new EventMeters(meters, vendors), new Alerts(context)));
  }

  @Bean
  FaultLog alertFaults() {
    return new FaultLog("alerts", "Its events are in this log and in the ledger all the same.");
  }

  @Bean
  Orders orders(Ledger ledger, Lanes lanes) {
    return new Orders(
        ledger,
        Map.of(
            EventKind.RESUME_ASKED,
            lanes::resume,
            EventKind.LANE_STOPPED,
            asked -> lanes.stopped(LaneNews.stopped(ledger)),
            EventKind.LANE_RELEASED,
            asked -> lanes.stopped(LaneNews.stopped(ledger))));
  }

  @Bean
  OrderRoute orderRoute(Orders orders) {
    return new OrderRoute(orders);
  }

  @Bean
  FaultLog orderFaults() {
    return new FaultLog("orders", "What commands ask of this service is done when that works.");
  }
}
