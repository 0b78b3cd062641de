package dev.lethe.lane;

import dev.lethe.health.HealthSource;
import dev.lethe.health.Level;
import dev.lethe.health.PartHealth;
import dev.lethe.health.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each lane as a part of Lethe whose health can be asked for, {@code lane:<vendor>}. */
public final class LaneHealth implements HealthSource {
  private final Lanes lanes;

  /** The health of these lanes. */
  public LaneHealth(Lanes lanes) {
    this.lanes = lanes;
  }

  /** What a lane is called as a part. */
  public static String part(String vendor) {
    return "lane:" + vendor;
  }

  @Override
  public List<PartHealth> parts() {
    return lanes.statuses().stream().map(LaneHealth::of).toList();
  }

  private static PartHealth of(LaneStatus lane) {
    return new PartHealth(part(lane.vendor()), level(lane.state()), lane.since(), trouble(lane));
  }

  private static Level level(LaneStatus.State state) {
    return switch (state) {
      case OPEN -> Level.UP;
      case PAUSED, STOPPING -> Level.DEGRADED;
      case HALTED -> Level.DOWN;
    };
  }

  private static @Nullable Trouble trouble(LaneStatus lane) {
    String reason = lane.reason();
    if (reason == null) {
      return null;
    }
    return new Trouble(
        reason,
        switch (lane.state()) {
          case HALTED ->
              "Mend what the reason names, then run 'resume "
                  + lane.vendor()
                  + "'; its rows stay due.";
          case PAUSED ->
              lane.byOperator()
                  ? "It waits for an operator to resume it; its rows stay due."
                  : "It probes by itself; its rows stay due.";
          default -> "Nothing needs to be done.";
        });
  }
}
