package dev.lethe.console;

import dev.lethe.operate.LaneView;
import java.util.List;

/**
 * A lane, for the page.
 *
 * @param view what is known of it
 * @param spark its calls of the last five minutes
 */
record LaneCard(LaneView view, Sparkline spark) {

  static LaneCard of(LaneView view) {
    return new LaneCard(view, Sparkline.of(view.recent()));
  }

  /** What the lane's state is called: an operator's pause is another thing than the vendor's. */
  public String state() {
    return view.byOperator() ? "BY_OPERATOR" : view.state();
  }

  /** What can be asked of it, in the order of the buttons. */
  public List<LaneAsk> asks() {
    if (view.byOperator()) {
      return List.of(LaneAsk.RESUME, LaneAsk.PROBE);
    }
    return "OPEN".equals(view.state())
        ? List.of(LaneAsk.PAUSE, LaneAsk.PROBE)
        : List.of(LaneAsk.RESUME, LaneAsk.PAUSE, LaneAsk.PROBE);
  }
}
