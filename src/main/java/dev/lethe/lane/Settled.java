package dev.lethe.lane;

import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * What became of a batch.
 *
 * @param verdict what the answer says of the call, {@code ANSWERED} where it went well
 * @param code the row of the code table that says so, never a text of the vendor's; empty where the
 *     call went well
 * @param items what the ledger has taken, one for each item
 */
public record Settled(String verdict, String code, List<Settlement> items) {

  /**
   * Counts settlements by their state, without making anything: told is each run of one state in
   * them, so a state can come several times.
   */
  public static void runs(List<Settlement> settlements, ObjIntConsumer<ItemState> each) {
    ItemState state = null;
    int length = 0;
    for (Settlement settlement : settlements) {
      if (state != null && settlement.state() != state) {
        each.accept(state, length);
        length = 0;
      }
      state = settlement.state();
      length++;
    }
    if (state != null) {
      each.accept(state, length);
    }
  }
}
