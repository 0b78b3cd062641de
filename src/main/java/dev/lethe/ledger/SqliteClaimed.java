package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a claim has taken so far. Fresh items, of which there are many, stay the text that the
 * database gave until the writer's thread is done with them.
 */
final class SqliteClaimed {
  private final int most;
  private final List<Supplier<List<DueItem>>> parts = new ArrayList<>();
  private int count;

  /** Nothing yet, and no more than so many. */
  SqliteClaimed(int most) {
    this.most = most;
  }

  /** How many more may be taken. */
  int wanted() {
    return most - count;
  }

  void addAgain(List<DueItem> items) {
    count += items.size();
    parts.add(() -> items);
  }

  /**
   * Adds fresh items.
   *
   * @param rows {@code [[<key>, <subject>], …]}
   */
  void addFresh(int items, byte[] rows) {
    count += items;
    parts.add(() -> fresh(rows, items));
  }

  private static List<DueItem> fresh(byte[] rows, int count) {
    List<DueItem> items = new ArrayList<>(count);
    try (SqliteJsonRows json = new SqliteJsonRows(rows)) {
      while (json.next()) {
        items.add(new DueItem(json.number(), json.text(), false, Progress.NONE));
      }
    }
    // The database gathers them in this order, but does not promise to.
    items.sort(Comparator.comparingLong(DueItem::key));
    return items;
  }

  /** All of them, in the order in which they were taken. */
  List<DueItem> items() {
    List<DueItem> items = new ArrayList<>(count);
    parts.forEach(part -> items.addAll(part.get()));
    return items;
  }
}
