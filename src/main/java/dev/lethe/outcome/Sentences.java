package dev.lethe.outcome;

import dev.lethe.ledger.OutcomeLine;

/**
 * The sentence for a person that stands in {@code detail}. Part of the evidence: a sentence that is
 * reworded makes files written before look altered.
 */
final class Sentences {

  private Sentences() {}

  /** The stored sentence, or the outcome's usual one; a double names the row it repeats. */
  static String of(OutcomeLine line) {
    String own = line.detail() == null ? usual(line) : line.detail();
    return line.firstRow() == 0
        ? own
        : "The same subject as row " + line.firstRow() + ", sent once with it. " + own;
  }

  private static String usual(OutcomeLine line) {
    return switch (line.outcome()) {
      case DELETED -> "The vendor confirmed the deletion.";
      case ALREADY_ABSENT -> "The vendor did not have it.";
      case CANCELLED -> "The request was declined, so this was never sent.";
      case REJECTED -> "Never sent.";
      case REFUSED -> "The vendor will not delete it.";
      case EXHAUSTED -> "The attempts ran out without a final answer.";
      default -> throw new IllegalArgumentException("row " + line.row() + " is not final");
    };
  }
}
