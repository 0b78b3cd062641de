package dev.lethe.plan;

import dev.lethe.lane.PlannedBatches;
import dev.lethe.vendor.Vendor;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of one vendor while a file is read. */
final class VendorTally {
  private final Vendor vendor;
  private final PlannedBatches batches;
  private final Map<String, Long> rejected = new TreeMap<>();
  private long doubles;

  VendorTally(Vendor vendor) {
    this.vendor = vendor;
    this.batches = new PlannedBatches(vendor);
  }

  void accepted(String subject) {
    batches.add(subject);
  }

  void doubled() {
    doubles++;
  }

  void rejected(String code) {
    rejected.merge(code, 1L, Long::sum);
  }

  long accepted() {
    return batches.subjects();
  }

  /** The sum of it. To be called once. */
  Plan.OfVendor end(int loginCalls) {
    long calls = batches.end();
    int logins = calls == 0 ? 0 : loginCalls;
    double rate = vendor.pace().rate();
    return new Plan.OfVendor(
        batches.subjects(), doubles, rejected, calls, calls, logins, rate, (calls + logins) / rate);
  }
}
