package dev.lethe.outcome;

import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.OutcomeLine;
import org.jspecify.annotations.Nullable;

/**
 * The sentence for a person that stands in {@code detail}. Part of the evidence: a sentence that is
 * reworded makes files written before look altered.
 */
public final class Sentences {

  private Sentences() {}

  /** The stored sentence, or the outcome's usual one; a double names the row it repeats. */
  static String of(OutcomeLine line) {
    return of(line.outcome(), line.detail(), line.firstRow());
  }

  /**
   * The sentence of a row that is final.
   *
   * @param detail the stored sentence, null where the outcome's usual one does
   * @param firstRow the row whose outcome it shares, 0 where it stands for itself
   */
  public static String of(ItemState outcome, @Nullable String detail, int firstRow) {
    String own = detail == null ? usual(outcome) : detail;
    return firstRow == 0
        ? own
        : "The same subject as row " + firstRow + ", sent once with it. " + own;
  }

  private static String usual(ItemState outcome) {
    return switch (outcome) {
      case DELETED -> "The vendor confirmed the deletion.";
      case ALREADY_ABSENT -> "The vendor did not have it.";
      case CANCELLED -> "The request was declined, so this was never sent.";
      case REJECTED -> "Never sent.";
      case REFUSED -> "The vendor will not delete it.";
      case EXHAUSTED -> "The attempts ran out without a final answer.";
      default -> throw new IllegalArgumentException(outcome + " is not final");
    };
  }
}
