package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of fresh items, {@code subject-1} and so on. */
final class Batches {

  private Batches() {}

  static Batch of(String id, boolean probe, int count) {
    return new Batch(id, false, probe, items(count));
  }

  static List<DueItem> items(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> new DueItem(n, "subject-" + n, false, Progress.NONE))
        .toList();
  }
}
