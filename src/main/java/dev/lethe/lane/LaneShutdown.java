package dev.lethe.lane;

import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Closes the lanes as soon as Lethe is to stop, so that what is queued goes back to the ledger. */
public final class LaneShutdown extends LifecycleStrategySupport {
  private final Lanes lanes;

  /** Closes these lanes. */
  public LaneShutdown(Lanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public void onContextStopping(CamelContext context) {
    lanes.stopping();
  }
}
