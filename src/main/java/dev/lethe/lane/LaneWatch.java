package dev.lethe.lane;

import dev.lethe.ledger.Settlement;
import java.util.List;

/**
 * Is told what one lane does, to count it, log it or trace it. It is told in the thread that does
 * it, once for each batch or call and never for each item, so it must be quick and must not throw.
 */
public interface LaneWatch extends CallWatcher {
  /** A batch sets out. What becomes of it is told to the answer, in the same exchange. */
  Trip begins(Batch batch);

  /** Items were settled without a call: they must not be deleted. */
  void leftOut(List<Settlement> settled);

  /**
   * A token was wanted and there was none.
   *
   * @param made whether there is one now
   */
  void loggedIn(boolean made);

  /** Watches nothing. */
  static LaneWatch none() {
    return all(List.of());
  }

  /** Tells all of these, in this order. */
  static LaneWatch all(List<LaneWatch> watches) {
    return new LaneWatches(watches);
  }

  /** One batch on its way. */
  interface Trip extends CallWatcher {
    /** It is settled. */
    void settled(Settled settled);

    /** It was given back, and nothing was asked of the vendor. */
    void notSent();
  }
}
