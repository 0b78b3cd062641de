package dev.lethe.console;

import dev.lethe.ledger.ItemState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one vendor, or of all, as a bar of parts side by side.
 *
 * @param vendor whose rows, empty for all
 * @param rows how many
 * @param parts those that are not empty, in the order of {@link #ORDER}; 100 wide together
 */
record Bars(String vendor, long rows, List<Part> parts) {
  /** What is done first, then what failed, then what is under way, then what waits. */
  private static final List<ItemState> ORDER =
      List.of(
          ItemState.DELETED,
          ItemState.ALREADY_ABSENT,
          ItemState.REJECTED,
          ItemState.REFUSED,
          ItemState.EXHAUSTED,
          ItemState.CANCELLED,
          ItemState.UNKNOWN,
          ItemState.SENT,
          ItemState.PENDING,
          ItemState.HELD);

  /**
   * A part of a bar.
   *
   * @param state of its rows
   * @param rows how many
   * @param from where it begins, 0 to 100
   * @param width of 100; more than nothing even for one row of a million
   */
  record Part(ItemState state, long rows, double from, double width) {}

  /** One for each vendor, in the order given. */
  static List<Bars> of(Map<String, Map<ItemState, Long>> counts) {
    return counts.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  /** All vendors' rows in one. */
  static Bars all(Map<String, Map<ItemState, Long>> counts) {
    Map<ItemState, Long> sums = new EnumMap<>(ItemState.class);
    counts
        .values()
        .forEach(some -> some.forEach((state, rows) -> sums.merge(state, rows, Long::sum)));
    return of("", sums);
  }

  static Bars of(String vendor, Map<ItemState, Long> counts) {
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    List<Part> parts = new ArrayList<>();
    double from = 0;
    for (ItemState state : ORDER) {
      long some = counts.getOrDefault(state, 0L);
      if (some > 0) {
        double width = Math.round(10_000.0 * some / rows) / 100.0;
        parts.add(new Part(state, some, from, Math.max(0.5, width)));
        from = Math.round(100 * (from + width)) / 100.0;
      }
    }
    return new Bars(vendor, rows, parts);
  }
}
