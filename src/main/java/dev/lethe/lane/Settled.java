package dev.lethe.lane;

import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param verdict what the answer says of the call, {@code ANSWERED} where it went well
 * @param code the row of the code table that says so, never a text of the vendor's; empty where the
 *     call went well
 * @param items what the ledger has taken, one for each item
 */
public record Settled(String verdict, String code, List<Settlement> items) {

  /** Items by their new state, at the ordinal of the state. */
  public int[] byState() {
    return byState(items);
  }

  /** How many of these settlements have each state, at the ordinal of the state. */
  public static int[] byState(List<Settlement> settlements) {
    int[] counts = new int[ItemState.values().length];
    for (Settlement settlement : settlements) {
      counts[settlement.state().ordinal()]++;
    }
    return counts;
  }
}
