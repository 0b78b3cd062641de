package dev.lethe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which rows that failed: those that are REJECTED, REFUSED or EXHAUSTED, are no doubles of another
 * row, and are not sent again yet.
 *
 * @param requestNo only of this request, null for all
 * @param vendor only of this lane, or with this vendor's cell as it came; null for all
 * @param outcome only with this outcome, null for all
 * @param code only with this code, null for all
 */
public record FailedRows(
    @Nullable Long requestNo,
    @Nullable String vendor,
    @Nullable ItemState outcome,
    @Nullable String code) {

  /** Whether a row is one of them, whatever its request. */
  boolean has(@Nullable String lane, @Nullable String cell, ItemState state, @Nullable String of) {
    return (vendor == null || vendor.equals(lane) || vendor.equals(cell))
        && (outcome == null || outcome == state)
        && (code == null || code.equals(of));
  }
}
