package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      return new Group(
          fate, isRising(settled) ? settled : settled.stream().sorted().distinct().toList());
    }

    private static boolean isRising(List<Long> keys) {
      for (int n = 1; n < keys.size(); n++) {
        if (keys.get(n) <= keys.get(n - 1)) {
          return false;
        }
      }
      return true;
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
    Settlement last = null;
    List<Long> withLast = List.of();
    for (Settlement settlement : settlements) {
      // Looking it up costs ten times as much as comparing it with the one before.
      if (last == null || !isAlike(settlement, last)) {
        withLast =
            keys.computeIfAbsent(of(settlement), unused -> new ArrayList<>(settlements.size()));
        last = settlement;
      }
      withLast.add(settlement.key());
    }
    List<Group> groups = new ArrayList<>(keys.size());
    keys.forEach((fate, settled) -> groups.add(Group.of(fate, settled)));
    return groups;
  }

  /** Whether both have the same fate for certain; where it says no, {@link #equals} decides. */
  private static boolean isAlike(Settlement one, Settlement other) {
    return ItemKey.requestNo(one.key()) == ItemKey.requestNo(other.key())
        && one.state() == other.state()
        && Objects.equals(one.due(), other.due())
        && Objects.equals(one.detail(), other.detail())
        && Objects.equals(one.verdict(), other.verdict())
        && isAlike(one.progress(), other.progress());
  }

  private static boolean isAlike(Progress one, Progress other) {
    return one.attempts() == other.attempts()
        && one.strikes() == other.strikes()
        && one.mayHaveRun() == other.mayHaveRun()
        && one.partial() == other.partial()
        && one.batchMost() == other.batchMost()
        && Objects.equals(one.code(), other.code());
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
