package dev.lethe.lane;

import java.time.Instant;
import java.util.List;

/** Stands for a restart of Lethe, after somebody mended a vendor's configuration. */
public final class LaneRevival {

  private LaneRevival() {}

  /** Lets a lane that halted for good probe again; any other stays as it is. */
  public static void revive(Lane lane) {
    LaneGate gate = lane.gate();
    if (gate.status().until().equals(Instant.MAX)) {
      gate.probeStarted();
      gate.halt(new Batch("revival", false, true, List.of()), "Lethe was started again.");
    }
  }
}
