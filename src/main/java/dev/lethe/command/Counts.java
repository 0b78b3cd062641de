package dev.lethe.command;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.RequestView;
import java.util.EnumMap;
import java.util.Map;

/** Sums over the rows of requests. */
final class Counts {
  private Counts() {}

  /** Rows by state, over all vendors; states without rows are left out. */
  static Map<ItemState, Long> byState(RequestView request) {
    Map<ItemState, Long> sums = new EnumMap<>(ItemState.class);
    request
        .counts()
        .values()
        .forEach(counts -> counts.forEach((state, count) -> sums.merge(state, count, Long::sum)));
    sums.values().removeIf(count -> count == 0);
    return sums;
  }

  /** Whether every row is gone, and the vendor said so. */
  static boolean isFine(RequestView request) {
    return byState(request).keySet().stream()
        .allMatch(state -> state == ItemState.DELETED || state == ItemState.ALREADY_ABSENT);
  }

  /** Whether nothing will happen to a request any more. */
  static boolean isOver(RequestView request) {
    return "FINAL".equals(request.state()) || "REPORTED".equals(request.state());
  }

  /** Rows of a vendor that have an outcome. */
  static long decided(Map<ItemState, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All rows of a vendor. */
  static long all(Map<ItemState, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
