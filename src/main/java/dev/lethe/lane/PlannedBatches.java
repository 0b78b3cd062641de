package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.vendor.Vendor;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the batches that a lane would make of subjects if it had nothing else to do, by the lane's
 * own portions and its own {@link Batcher}. Holds no more subjects than a lane claims at once.
 */
public final class PlannedBatches {
  private final int size;
  private final int portion;
  private final Batcher batcher;
  private final List<DueItem> waiting = new ArrayList<>();
  private long subjects;
  private long batches;

  /** Of this vendor's lane. */
  public PlannedBatches(Vendor vendor) {
    this.size = vendor.pace().batchSize();
    this.portion = size * Lane.ahead(vendor.pace());
    this.batcher = new Batcher(vendor.pace().batch(), () -> false, () -> "planned");
  }

  /** One more subject; no two may be the same. */
  public void add(String subject) {
    subjects++;
    waiting.add(new DueItem(subjects, subject, false, Progress.NONE));
    if (waiting.size() == portion) {
      send(portion);
    }
  }

  /** How many batches all subjects so far make; nothing can be added after that. */
  public long end() {
    send(waiting.size() - waiting.size() % size);
    send(waiting.size());
    return batches;
  }

  /** How many subjects there are. */
  public long subjects() {
    return subjects;
  }

  private void send(int most) {
    List<DueItem> claimed = waiting.subList(0, most);
    batches += batcher.batches(List.copyOf(claimed), false).size();
    claimed.clear();
  }
}
