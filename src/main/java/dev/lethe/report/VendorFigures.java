package dev.lethe.report;

import java.util.List;

/**
 * What a run counted at one vendor, in rows. Each row that was checked is in exactly one of the
 * first four.
 *
 * @param vendor its name in the configuration, or in the ledger if it is no longer configured
 * @param title what people call it
 * @param confirmed asked for, and not there
 * @param stillPresent said to be gone, and there at the first look
 * @param reappeared seen to be gone earlier, and there now
 * @param unverifiable asked for without an answer that can be relied on
 * @param overdue not final, and past the deadline
 * @param chased not known what became of them, and looked into in this run
 * @param unknown of those chased: still not known
 * @param calls made at the vendor
 * @param skipped rows that were not asked for at all, by reason
 */
public record VendorFigures(
    String vendor,
    String title,
    long confirmed,
    long stillPresent,
    long reappeared,
    long unverifiable,
    long overdue,
    long chased,
    long unknown,
    long calls,
    List<Skipped> skipped) {

  /** The code of {@link Skipped} for a vendor that was taken out of the configuration. */
  public static final String NO_LONGER_CONFIGURED = "no-longer-configured";

  /** Refuses what cannot have been counted. */
  public VendorFigures {
    skipped = List.copyOf(skipped);
    if (confirmed < 0
        || stillPresent < 0
        || reappeared < 0
        || unverifiable < 0
        || overdue < 0
        || calls < 0
        || unknown < 0
        || unknown > chased) {
      throw new IllegalArgumentException(
          "the figures of %s cannot be: none is below 0, and unknown is a part of chased"
              .formatted(vendor));
    }
  }

  /** How many rows were asked for. */
  public long checked() {
    return confirmed + stillPresent + reappeared + unverifiable;
  }

  /** How many rows were not asked for. */
  public long skippedRows() {
    return skipped.stream().mapToLong(Skipped::rows).sum();
  }

  /**
   * Rows that were not asked for, and why.
   *
   * @param rows how many, 1 or more
   * @param code a short word in kebab-case, {@value #NO_LONGER_CONFIGURED} for instance
   * @param said the reason in a sentence
   */
  public record Skipped(long rows, String code, String said) {

    /** Refuses a reason without rows. */
    public Skipped {
      if (rows < 1) {
        throw new IllegalArgumentException("nothing was skipped for " + code);
      }
    }
  }
}
