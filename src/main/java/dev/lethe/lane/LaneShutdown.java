package dev.lethe.lane;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Closes the lanes as soon as Lethe is to stop: what is queued goes back to the ledger, and calls
 * that are not answered within a few seconds are broken off, so that their items are settled as
 * unknown while there is still time to write that down.
 */
public final class LaneShutdown extends LifecycleStrategySupport {
  // Less than camel.main.shutdown-timeout in application.yaml, which is the last resort.
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Lanes lanes;
  private final VendorHttpClients clients;

  /** Closes these lanes, and breaks off the calls of these clients. */
  public LaneShutdown(Lanes lanes, VendorHttpClients clients) {
    this.lanes = lanes;
    this.clients = clients;
  }

  @Override
  public void onContextStopping(CamelContext context) {
    lanes.stopping();
    TimerTask breakOff =
        new TimerTask() {
          @Override
          public void run() {
            clients.close();
          }
        };
    new Timer("lethe-lane-shutdown", true).schedule(breakOff, GRACE.toMillis());
  }
}
