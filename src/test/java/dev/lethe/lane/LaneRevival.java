package dev.lethe.lane;

/** Stands for a restart of Lethe, after somebody mended a vendor's configuration. */
public final class LaneRevival {

  private LaneRevival() {}

  /** Lets a lane that halted for good probe again; any other stays as it is. */
  public static void revive(Lane lane) {
    LaneStatus status = lane.status();
    if (status.state() == LaneStatus.State.HALTED && status.nextProbe() == null) {
      lane.resume();
    }
  }
}
