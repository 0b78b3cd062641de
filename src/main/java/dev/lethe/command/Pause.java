package dev.lethe.command;

import dev.lethe.operate.LaneView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pause VENDOR --reason=TEXT}: stops a lane until somebody resumes it. */
@Command(
    description = "Its rows stay due and lose no attempt; calls under way are waited for.",
    exitCodeList = {
      "0:it is paused, also over a restart",
      "1:it could not be paused, or is so already",
      "2:a word is missing or not known"
    },
    footer = "  pause yunke --reason 'the vendor works on its machines until 6'")
final class Pause extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Who who = new Who();

  @Parameters(arity = "1", paramLabel = "VENDOR", description = "whose lane")
  private String vendor = "";

  Pause(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "pause needs a vendor and --reason=TEXT, and --by=NAME where no service is asked";
  }

  @Override
  public Integer call() {
    if (!reach.fits() || who.reason().isEmpty()) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      if (!way.isService() && who.by().isEmpty()) {
        throw wordsAreOff();
      }
      LaneView lane = way.operations().pause(vendor, who.at(way, screen()));
      if (isJson()) {
        document(lane);
      } else {
        say(vendor + " is paused: nothing is sent to it until 'resume " + vendor + "'.");
        Lanes.print(List.of(lane), this);
      }
      return 0;
    }
  }
}
