package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of several items of one request alike.
 *
 * @param requestNo their request
 * @param settled the values to be written
 */
record SqliteFate(long requestNo, Values settled) {

  /** See {@link Settlement}. */
  record Values(
      ItemState state,
      @Nullable Instant due,
      @Nullable String detail,
      @Nullable String verdict,
      Progress progress) {}

  /**
   * Items with the same fate.
   *
   * @param keys theirs, each once, the lowest first
   */
  record Group(SqliteFate fate, List<Long> keys) {
    private static Group of(SqliteFate fate, List<Long> settled) {
      return new Group(fate, settled.stream().sorted().distinct().toList());
    }

    /** The lowest key. */
    long first() {
      return keys.get(0);
    }

    /** The highest key. */
    long last() {
      return keys.get(keys.size() - 1);
    }

    /** How many keys. */
    int size() {
      return keys.size();
    }

    /** All keys as a JSON array, for a statement that takes any number of them. */
    String json() {
      return keys.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    /** Whether no other item's key is between theirs. */
    boolean isRun() {
      return last() - first() == size() - 1L;
    }
  }

  /** Puts together what has the same fate, which in a batch nearly everything has. */
  static List<Group> groups(List<Settlement> settlements) {
    Map<SqliteFate, List<Long>> keys = new LinkedHashMap<>();
    SqliteFate last = null;
    List<Long> withLast = List.of();
    for (Settlement settlement : settlements) {
      SqliteFate fate = of(settlement);
      // Looking it up costs more than comparing it with the one before, which it nearly always is.
      if (!fate.equals(last)) {
        withLast = keys.computeIfAbsent(fate, unused -> new ArrayList<>(settlements.size()));
        last = fate;
      }
      withLast.add(settlement.key());
    }
    List<Group> groups = new ArrayList<>(keys.size());
    keys.forEach((fate, settled) -> groups.add(Group.of(fate, settled)));
    return groups;
  }

  private static SqliteFate of(Settlement settlement) {
    return new SqliteFate(
        ItemKey.requestNo(settlement.key()),
        new Values(
            settlement.state(),
            settlement.due(),
            settlement.detail(),
            settlement.verdict(),
            settlement.progress()));
  }
}
