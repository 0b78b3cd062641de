package dev.lethe.intake;

import dev.lethe.request.Rejection;
import dev.lethe.request.Row;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import org.jspecify.annotations.Nullable;

/** Decides for each row whether it can be sent, and to whom. */
public final class RowCheck {
  private final Vendors vendors;

  /** Checks against these vendors. */
  public RowCheck(Vendors vendors) {
    this.vendors = vendors;
  }

  /**
   * What was found out of a row.
   *
   * @param lane the enabled vendor it is for, null if there is none
   * @param rejection why it is never sent, null if it is to be sent
   */
  public record Finding(@Nullable String lane, @Nullable Rejection rejection) {}

  /** Looks at one row. */
  public Finding check(Row row) {
    String name = row.vendor().strip();
    Vendor vendor = vendors.find(name).orElse(null);
    if (row.defect() != null) {
      return new Finding(vendor == null ? null : vendor.name(), row.defect());
    }
    return vendor == null
        ? new Finding(null, unknown(name))
        : new Finding(vendor.name(), vendor.refuses(row.subject()).orElse(null));
  }

  private Rejection unknown(String name) {
    if (name.isEmpty()) {
      return new Rejection("missing-vendor", "The vendor is empty. Fill it in.");
    }
    if (vendors.disabled().contains(name)) {
      return new Rejection(
          "vendor-disabled",
          "This vendor is not enabled. Set its address and credentials, then drop the row again.");
    }
    return new Rejection(
        "unknown-vendor",
        "There is no such vendor. Enabled are: "
            + String.join(", ", vendors.enabled().stream().map(Vendor::name).toList())
            + ".");
  }
}
