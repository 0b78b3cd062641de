package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a finished request, doubles resolved to the outcome of the row they repeat.
 *
 * @param row its number, from 1
 * @param vendor as it came
 * @param subject as it came
 * @param reference as it came
 * @param outcome final
 * @param code the vendor's code or a word of ours; null where nothing was ever said (cancelled)
 * @param detail the stored sentence, null where the outcome's usual sentence does
 * @param attempts 0 for what was never sent
 * @param decidedAt when it became final
 * @param firstRow the row whose outcome it shares, 0 where it stands for itself
 * @param retired says that subject and reference are keyed hashes; null while they are as they came
 */
public record OutcomeLine(
    int row,
    String vendor,
    String subject,
    @Nullable String reference,
    ItemState outcome,
    @Nullable String code,
    @Nullable String detail,
    int attempts,
    Instant decidedAt,
    int firstRow,
    @Nullable Retired retired) {

  /** A row that still says what it is about. */
  public OutcomeLine(
      int row,
      String vendor,
      String subject,
      @Nullable String reference,
      ItemState outcome,
      @Nullable String code,
      @Nullable String detail,
      int attempts,
      Instant decidedAt,
      int firstRow) {
    this(
        row, vendor, subject, reference, outcome, code, detail, attempts, decidedAt, firstRow,
        null);
  }

  /**
   * A row whose personal data was replaced after retention.
   *
   * @param lane what its hashes are made with, empty where it has no lane
   * @param vendorToo whether the vendor is a keyed hash as well
   */
  public record Retired(String lane, boolean vendorToo) {}
}
