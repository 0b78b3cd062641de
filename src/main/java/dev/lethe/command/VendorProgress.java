package dev.lethe.command;

import dev.lethe.operate.RequestView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a vendor's rows are.
 *
 * @param decided rows with an outcome
 * @param all rows
 */
record VendorProgress(long decided, long all) {

  /** That of every vendor, over some requests. */
  static Map<String, VendorProgress> of(List<RequestView> requests) {
    Map<String, VendorProgress> sums = new TreeMap<>();
    for (RequestView request : requests) {
      request
          .counts()
          .forEach(
              (vendor, counts) ->
                  sums.merge(
                      Cells.safe(vendor),
                      new VendorProgress(Counts.decided(counts), Counts.all(counts)),
                      VendorProgress::plus));
    }
    sums.values().removeIf(progress -> progress.all() == 0);
    return sums;
  }

  private VendorProgress plus(VendorProgress other) {
    return new VendorProgress(decided + other.decided, all + other.all);
  }
}
