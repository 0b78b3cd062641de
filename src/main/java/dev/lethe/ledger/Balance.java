package dev.lethe.ledger;

import java.util.Map;

/**
 * The books of one request, read at one moment: the rows that came in must equal the sum over all
 * states.
 *
 * @param rows rows taken in, counted when they were accepted
 * @param byVendor rows by vendor (as it came) and state, counted from the items, doubles with the
 *     row they repeat
 */
public record Balance(long rows, Map<String, Map<ItemState, Long>> byVendor) {

  /** Rows over all vendors and states. */
  public long counted() {
    return byVendor.values().stream()
        .flatMap(states -> states.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Whether the books balance. */
  public boolean holds() {
    return rows == counted();
  }

  /** Rows that have no outcome yet. */
  public long open() {
    return byVendor.values().stream()
        .flatMap(states -> states.entrySet().stream())
        .filter(entry -> !entry.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
