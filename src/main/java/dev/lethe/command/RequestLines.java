package dev.lethe.command;

import dev.lethe.command.Screen.Colour;
import dev.lethe.operate.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request in sentences. */
final class RequestLines {
  private RequestLines() {}

  /** What it is and where it is. */
  static String head(RequestView request, Screen screen) {
    return "%s is %s: %d rows, %d without an outcome; file %s, received %s%s."
        .formatted(
            request.id(),
            coloured(request.state(), screen),
            request.rows(),
            request.open(),
            Cells.safe(request.source()),
            screen.time(request.receivedAt()),
            request.finalAt() == null ? "" : ", final " + screen.time(request.finalAt()));
  }

  /** Who did what with it, and what is to be done. */
  static List<String> remarks(RequestView request, Screen screen) {
    List<String> lines = new ArrayList<>();
    add(lines, "Handed in by ", request.submittedBy());
    add(lines, "REJECTED".equals(request.state()) ? "Why: " : "Held: ", request.heldReason());
    if (request.decidedBy() != null) {
      lines.add(
          Cells.safe(
              "Decided by %s: %s"
                  .formatted(
                      request.decidedBy(),
                      request.decidedWhy() == null ? "" : request.decidedWhy())));
    } else if ("HELD".equals(request.state())) {
      lines.add(
          "Nothing of it is sent until somebody decides: approve %s --reason=TEXT, or cancel %s"
              .formatted(request.id(), request.id()));
    }
    if (!request.balanced()) {
      lines.add(screen.in(Colour.BAD, "Its counts do not add up to its rows: run check-ledger."));
    }
    return lines;
  }

  /** How it ended, and what is to be done about what failed. */
  static List<String> end(RequestView request, Screen screen) {
    List<String> lines = new ArrayList<>();
    if ("REJECTED".equals(request.state())) {
      lines.add(request.id() + " is no good as a whole, and nothing of it is kept.");
      add(lines, "Why: ", request.heldReason());
      return lines;
    }
    lines.add(
        request.id()
            + ": "
            + Counts.byState(request).entrySet().stream()
                .map(entry -> entry.getValue() + " " + coloured(entry.getKey().name(), screen))
                .collect(Collectors.joining(", "))
            + ".");
    if ("HELD".equals(request.state())) {
      lines.addAll(remarks(request, screen));
    } else if (!Counts.isFine(request)) {
      lines.add("Why, row by row: dead-letters --request " + request.id());
    }
    return lines;
  }

  private static String coloured(String state, Screen screen) {
    Colour colour = Colour.of(state);
    return colour == null ? state : screen.in(colour, state);
  }

  private static void add(List<String> lines, String before, @Nullable String what) {
    if (what != null) {
      lines.add(before + Cells.safe(what) + (what.endsWith(".") ? "" : "."));
    }
  }
}
