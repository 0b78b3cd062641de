package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import java.util.List;

/**
 * The items of one vendor call.
 *
 * @param id what logs and the evidence in the ledger call it
 * @param verify whether the call only asks if they are there
 * @param probe whether it alone may go out, to see if a stopped lane works again
 * @param items never empty, no two with the same subject
 */
public record Batch(String id, boolean verify, boolean probe, List<DueItem> items) {

  /** The subjects in the order of the items. */
  public List<String> subjects() {
    return items.stream().map(DueItem::subject).toList();
  }

  @Override
  public String toString() {
    return (verify ? "verify " : "delete ") + id + " of " + items.size();
  }
}
