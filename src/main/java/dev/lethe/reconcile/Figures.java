package dev.lethe.reconcile;

import dev.lethe.ledger.CheckResult;
import dev.lethe.report.VendorFigures;
import dev.lethe.report.VendorFigures.Skipped;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run counted at its vendors, out of the ledger and into the report. */
final class Figures {
  static final String CALLS = "calls";
  static final String CHASED = "chased";
  static final String OVERDUE = "overdue";
  static final String UNKNOWN = "unknown";

  private final Vendors vendors;

  Figures(Vendors vendors) {
    this.vendors = vendors;
  }

  List<VendorFigures> of(Map<String, Map<String, Long>> counted) {
    List<VendorFigures> all = new ArrayList<>();
    counted.forEach((vendor, figures) -> all.add(of(vendor, figures)));
    return all;
  }

  private VendorFigures of(String vendor, Map<String, Long> counted) {
    long gone = counted.getOrDefault(CheckResult.NO_LONGER_CONFIGURED.name(), 0L);
    long unknown = counted.getOrDefault(UNKNOWN, 0L);
    return new VendorFigures(
        vendor,
        vendors.find(vendor).map(Vendor::title).orElse(vendor),
        counted.getOrDefault(CheckResult.CONFIRMED.name(), 0L),
        counted.getOrDefault(CheckResult.STILL_PRESENT.name(), 0L),
        counted.getOrDefault(CheckResult.REAPPEARED.name(), 0L),
        counted.getOrDefault(CheckResult.UNVERIFIABLE.name(), 0L),
        counted.getOrDefault(OVERDUE, 0L),
        Math.max(unknown, counted.getOrDefault(CHASED, 0L)),
        unknown,
        counted.getOrDefault(CALLS, 0L),
        gone == 0
            ? List.of()
            : List.of(
                new Skipped(
                    gone,
                    VendorFigures.NO_LONGER_CONFIGURED,
                    "The vendor is disabled or was taken out of the configuration.")));
  }
}
