package dev.lethe.command;

import dev.lethe.operate.LaneView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lanes}: how each vendor's lane is. */
@Command(
    exitCodeList = {
      "0:every lane sends, or has nothing to wait for",
      "1:they could not be asked",
      "2:a word is not known",
      "3:a lane is halted"
    },
    footer = "  lanes")
final class Lanes extends Task {
  private static final int HALTED = 3;

  @Mixin private final Reach reach = new Reach();

  Lanes(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "lanes takes no word";
  }

  @Override
  public Integer call() {
    if (!reach.fits()) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      List<LaneView> lanes = way.operations().lanes();
      if (isJson()) {
        document(lanes);
      } else {
        print(lanes, this);
      }
      return lanes.stream().anyMatch(lane -> "HALTED".equals(lane.state())) ? HALTED : 0;
    }
  }

  /** The lanes as a table. */
  static void print(List<LaneView> lanes, Task task) {
    if (lanes.isEmpty()) {
      task.say("No vendor is enabled, so there is no lane.");
      return;
    }
    Screen screen = task.screen();
    Table table = new Table("LANE", "STATE", ">WAITING", ">CALLS", ">RATE", "NEXT", "WHY");
    for (LaneView lane : lanes) {
      table.row(
          lane.vendor(),
          lane.state(),
          lane.backlog(),
          lane.inFlight(),
          String.format(Locale.ROOT, "%.1f/s", lane.rate()),
          next(lane, screen),
          why(lane));
    }
    table.print(screen);
  }

  private static @Nullable String next(LaneView lane, Screen screen) {
    if (lane.nextProbe() != null) {
      return screen.time(lane.nextProbe());
    }
    if (lane.oldestDue() != null) {
      return "now";
    }
    return lane.nextDue() == null ? null : screen.time(lane.nextDue());
  }

  private static @Nullable String why(LaneView lane) {
    String reason = lane.reason();
    return reason == null
            || lane.byOperator()
            || lane.code() == null
            || reason.contains(lane.code())
        ? reason
        : reason + " (" + lane.code() + ")";
  }
}
