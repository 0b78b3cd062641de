package dev.lethe.lane;

import dev.lethe.ledger.Ledger;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The lanes of all enabled vendors. */
public final class Lanes {
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * One lane for each enabled vendor.
   *
   * @param canVerify whether a vendor has a verify route; asked when a lane runs, not before
   */
  public Lanes(
      Vendors vendors, Predicate<Vendor> canVerify, Ledger ledger, TokenCache tokens, Clock clock) {
    for (Vendor vendor : vendors.enabled()) {
      lanes.put(
          vendor.name(), new Lane(vendor, () -> canVerify.test(vendor), ledger, tokens, clock));
    }
  }

  /** All lanes. */
  public Collection<Lane> all() {
    return lanes.values();
  }

  /**
   * The lane of an enabled vendor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Lane of(String vendor) {
    Lane lane = lanes.get(vendor);
    if (lane == null) {
      throw new IllegalArgumentException("there is no lane '" + vendor + "'");
    }
    return lane;
  }

  /** Lets nothing more go out: Lethe is stopping. */
  public void stopping() {
    lanes.values().forEach(lane -> lane.gate().stopping());
  }
}
