package dev.lethe.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * When and how vendors are asked afterwards, checked.
 *
 * @param zone of the schedules
 * @param cron for what no vendor's own schedule says, {@link #NONE} for never
 * @param lookAgain how often somebody who is gone is looked for again
 * @param window for how long after the deletion
 * @param listedWindow the same where the vendor lists everybody, which costs no call a row
 * @param chaseFor how long a run waits at most for rows of which it is not known what became of
 *     them
 * @param sla how long a row may take before it is overdue
 * @param resend whether those who reappeared are sent again
 * @param vendors by name, the enabled ones
 */
public record ReconcilePlan(
    ZoneId zone,
    String cron,
    Duration lookAgain,
    Duration window,
    Duration listedWindow,
    Duration chaseFor,
    Duration sla,
    boolean resend,
    Map<String, OfVendor> vendors) {
  /** A schedule that never comes. */
  public static final String NONE = "none";

  /**
   * What can differ by vendor.
   *
   * @param verifyAfter how long after its deletion a row is first looked for
   * @param byDeleting whether it is sent once more where the vendor cannot be asked
   * @param cron its schedule, {@link #NONE} for never by itself
   */
  public record OfVendor(Duration verifyAfter, boolean byDeleting, String cron) {}

  /** What a vendor's settings say. */
  public OfVendor of(String vendor) {
    OfVendor found = vendors.get(vendor);
    if (found == null) {
      throw new IllegalArgumentException("vendor '" + vendor + "' is not enabled");
    }
    return found;
  }
}
