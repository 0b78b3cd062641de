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
   * @param first the lowest key
   * @param last the highest key
   * @param size how many keys
   * @param json all keys as a JSON array, for a statement that takes any number of them
   */
  record Group(SqliteFate fate, long first, long last, int size, String json) {
    private static Group of(SqliteFate fate, List<Long> settled) {
      List<Long> keys = settled.stream().sorted().distinct().toList();
      return new Group(
          fate,
          keys.get(0),
          keys.get(keys.size() - 1),
          keys.size(),
          keys.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
    }

    /** Whether no other item's key is between theirs. */
    boolean isRun() {
      return last - first == size - 1L;
    }
  }

  /** Puts together what has the same fate, which in a batch nearly everything has. */
  static List<Group> groups(List<Settlement> settlements) {
    Map<SqliteFate, List<Long>> keys = new LinkedHashMap<>();
    for (Settlement settlement : settlements) {
      keys.computeIfAbsent(of(settlement), unused -> new ArrayList<>()).add(settlement.key());
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
