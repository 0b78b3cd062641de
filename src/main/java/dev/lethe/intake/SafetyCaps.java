package dev.lethe.intake;

import dev.lethe.ledger.Caps;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.ledger.Caps.Share;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The caps that the settings put on a request, with the population where one needs it. */
public final class SafetyCaps {
  private final long perRequest;
  private final ZoneId zone;
  private final Vendors vendors;
  private final Function<Vendor, Population> population;

  /**
   * The caps of these vendors.
   *
   * @param perRequest rows of a request at the most
   * @param zone whose days count
   * @param population says how many accounts a vendor has; asked only for a vendor with a share
   *     that the request has rows for. It may take as long as a call to the vendor.
   */
  public SafetyCaps(
      long perRequest, ZoneId zone, Vendors vendors, Function<Vendor, Population> population) {
    this.perRequest = perRequest;
    this.zone = zone;
    this.vendors = vendors;
    this.population = population;
  }

  /** The same caps for whoever must not ask a vendor: no population is known. */
  public static SafetyCaps unasked(long perRequest, ZoneId zone, Vendors vendors) {
    return new SafetyCaps(
        perRequest, zone, vendors, vendor -> Population.unknown("the vendor was not asked."));
  }

  /** What a request with rows for these lanes must not exceed. */
  public Caps of(Set<String> lanes) {
    Map<String, Long> perDay = new HashMap<>();
    Map<String, Share> shares = new HashMap<>();
    for (String lane : lanes) {
      vendors
          .find(lane)
          .ifPresent(
              vendor -> {
                Long most = vendor.caps().itemsPerDay();
                if (most != null) {
                  perDay.put(lane, most);
                }
                Double share = vendor.caps().share();
                if (share != null) {
                  shares.put(lane, new Share(share, population.apply(vendor)));
                }
              });
    }
    return new Caps(perRequest, perDay, shares, zone);
  }
}
