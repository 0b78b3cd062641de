package dev.lethe.meter;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * Counts what closes lanes: {@code lethe.lane.halts} by vendor and code, {@code lethe.lane.pauses}
 * by vendor. The code is that of the row in the code table which said so, so there are no more
 * codes than rows, whatever a vendor sends.
 */
public final class EventMeters implements Consumer<Event> {
  private final MeterRegistry registry;
  private final Vendors vendors;

  /** Counts for these vendors. */
  public EventMeters(MeterRegistry registry, Vendors vendors) {
    this.registry = registry;
    this.vendors = vendors;
    vendors.enabled().forEach(vendor -> pauses(vendor.name()));
  }

  @Override
  public void accept(Event event) {
    if (event.kind() == EventKind.LANE_PAUSED && vendors.find(event.about()).isPresent()) {
      pauses(event.about()).increment();
    } else if (event.kind() == EventKind.LANE_HALTED) {
      String code = String.valueOf(event.code());
      vendors
          .find(event.about())
          .map(vendor -> vendor.codes().rule(code).code())
          .ifPresent(row -> halts(event.about(), row).increment());
    }
  }

  private Counter pauses(String vendor) {
    return Counter.builder("lethe.lane.pauses")
        .description("How often a lane was paused, since the start")
        .tag(Tag.VENDOR, vendor)
        .register(registry);
  }

  private Counter halts(String vendor, String code) {
    return Counter.builder("lethe.lane.halts")
        .description("How often a lane halted, by the row of the code table, since the start")
        .tag(Tag.VENDOR, vendor)
        .tag("code", code)
        .register(registry);
  }
}
