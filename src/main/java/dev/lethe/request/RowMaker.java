package dev.lethe.request;

import org.jspecify.annotations.Nullable;

/** Makes rows out of cells: what every format has in common. */
final class RowMaker {
  private static final Rejection MISSING_SUBJECT =
      new Rejection("missing-subject", "The row has no subject: add it and drop the row again.");
  private static final Rejection MISSING_VENDOR =
      new Rejection("missing-vendor", "The row has no vendor: add it and drop the row again.");
  private static final Rejection VENDOR_CONFLICT =
      new Rejection(
          "vendor-conflict",
          "The row names another vendor than the folder it was dropped in: drop it in the inbox"
              + " itself or in that vendor's folder.");

  private final @Nullable String folderVendor;

  RowMaker(@Nullable String folderVendor) {
    this.folderVendor = folderVendor;
  }

  /** Whether a file needs vendors of its own. */
  boolean needsVendor() {
    return folderVendor == null;
  }

  /** The vendor of a row: its cell, or the folder's where that says nothing. */
  String vendor(String cell) {
    return folderVendor != null && cell.isBlank() ? folderVendor : cell;
  }

  /**
   * A row whose structure is sound.
   *
   * @param vendorCell empty where there is none
   * @param subject empty where there is none
   * @param reference null or empty where there is none
   */
  Row row(int number, String vendorCell, String subject, @Nullable String reference) {
    String vendor = vendor(vendorCell);
    String mark = reference == null || reference.isEmpty() ? null : reference;
    return new Row(number, vendor, subject, mark, defect(vendor, subject));
  }

  private @Nullable Rejection defect(String vendor, String subject) {
    if (subject.isBlank()) {
      return MISSING_SUBJECT;
    }
    if (vendor.isBlank()) {
      return MISSING_VENDOR;
    }
    if (folderVendor != null && !vendor.equals(folderVendor)) {
      return vendor.strip().equals(folderVendor) ? null : VENDOR_CONFLICT;
    }
    return null;
  }
}
