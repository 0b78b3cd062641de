package dev.lethe.command;

import dev.lethe.command.Screen.Colour;
import dev.lethe.operate.StatusView;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how Lethe is as a whole. */
@Command(
    exitCodeList = {
      "0:it runs, every part is up, and the books balance",
      "1:it could not be asked",
      "2:a word is not known",
      "3:no service runs, a part is not up, or the books do not balance"
    },
    footer = "  status --output json")
final class Status extends Task {
  private static final int NOT_WELL = 3;

  @Mixin private final Reach reach = new Reach();

  Status(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "status takes no word";
  }

  @Override
  public Integer call() {
    if (!reach.fits()) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      StatusView status = way.operations().status();
      if (isJson()) {
        document(status);
      } else {
        tell(status, way);
      }
      boolean up = status.parts().stream().allMatch(part -> "UP".equals(part.state()));
      return status.running() && status.balanced() && up ? 0 : NOT_WELL;
    }
  }

  private void tell(StatusView status, Way way) {
    say(
        status.running()
            ? "Lethe %s runs since %s%s."
                .formatted(
                    status.version(),
                    screen().time(status.startedAt()),
                    way.url() == null ? "" : " at " + way.url())
            : screen().in(Colour.CARE, "No service runs here.")
                + " Rows that are due wait for one; this is what the ledger says.");
    if (status.dryRun()) {
      say(screen().in(Colour.CARE, "DRY RUN: files are only planned, and no vendor is called."));
    }
    if (!status.parts().isEmpty()) {
      Table parts = new Table("PART", "STATE", "WHY, AND WHAT TO DO");
      status.parts().forEach(part -> parts.row(part.name(), part.state(), part.reason()));
      parts.print(screen());
    }
    String requests =
        status.requests().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    say(
        "Requests: %s. Rows without an outcome: %d. %s"
            .formatted(
                requests.isEmpty() ? "none" : requests,
                status.open(),
                status.balanced()
                    ? "The books balance."
                    : screen().in(Colour.BAD, "The books do not balance: run check-ledger.")));
  }
}
