package dev.lethe.operate;

import dev.lethe.health.Health;
import dev.lethe.intake.IntakeGate;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.VendorProbe;
import dev.lethe.ledger.Ledger;
import dev.lethe.settings.LetheSettings;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operations work on.
 *
 * @param settings the engine's
 * @param vendors those that are configured
 * @param ledger open for writing
 * @param clock the engine's
 * @param service null beside a service, or without one
 */
public record Surroundings(
    LetheSettings settings,
    Vendors vendors,
    Ledger ledger,
    Clock clock,
    @Nullable Service service) {

  /**
   * What only the service has.
   *
   * @param lanes its lanes
   * @param probe tries vendors
   * @param gate says whether files are taken in
   * @param health of its parts
   * @param startedAt when it was started
   */
  public record Service(
      Lanes lanes, VendorProbe probe, IntakeGate gate, Health health, Instant startedAt) {}
}
