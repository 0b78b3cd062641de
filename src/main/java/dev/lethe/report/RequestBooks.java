package dev.lethe.report;

import java.util.List;

/**
 * The books of one request.
 *
 * @param requestId its id
 * @param rows how many rows came in
 * @param sum rows over all outcomes and open states; the books hold if it is the same
 * @param differences where the ledger, the receipt and the outcomes file do not say the same
 */
public record RequestBooks(String requestId, long rows, long sum, List<Difference> differences) {

  /** Keeps a copy of the differences. */
  public RequestBooks {
    differences = List.copyOf(differences);
  }

  /** Whether every row that came in is accounted for. */
  public boolean holds() {
    return rows == sum;
  }

  /** Whether there is nothing to look into. */
  public boolean agrees() {
    return holds() && differences.isEmpty();
  }

  /**
   * Something that two of them do not agree on.
   *
   * @param code a short word in kebab-case, {@code receipt-missing} for instance
   * @param said what, in a sentence
   */
  public record Difference(String code, String said) {}
}
