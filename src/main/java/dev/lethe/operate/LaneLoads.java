package dev.lethe.operate;

import dev.lethe.ledger.LaneLoad;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/** What waits for the lanes, looked up once a second at the most. */
final class LaneLoads {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final Ledger ledger;
  private final Vendors vendors;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Map<String, LaneLoad> loads = Map.of();
  private long until;

  LaneLoads(Ledger ledger, Vendors vendors, Clock clock, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.vendors = vendors;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong();
  }

  synchronized LaneLoad of(String vendor) {
    if (nanoTime.getAsLong() - until >= 0) {
      loads = ledger.overview().lanes(clock.instant());
      until = nanoTime.getAsLong() + FRESH_NANOS;
    }
    return loads.getOrDefault(vendor, LaneLoad.none());
  }

  /** The enabled vendor of that name. */
  Vendor vendor(String name) {
    return vendors
        .find(name)
        .orElseThrow(
            () ->
                new OperationException(
                    Kind.NOT_FOUND,
                    vendors.disabled().contains(name)
                        ? "Vendor " + name + " is not enabled, so it has no lane."
                        : "There is no such vendor."));
  }
}
