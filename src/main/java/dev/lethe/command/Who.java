package dev.lethe.command;

import dev.lethe.operate.Decision;
import picocli.CommandLine.Option;

/** Who decides, and why. */
final class Who {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who decides; at a service the name counts that is signed in")
  private String by = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, in a sentence; it is kept")
  private String reason = "";

  String by() {
    return by.strip();
  }

  String reason() {
    return reason.strip();
  }

  /**
   * The decision as it is told to a way. At a service the signed-in name counts; if another was
   * given it is told to the person, and kept in the reason so that it is not lost.
   */
  Decision at(Way way, Screen screen) {
    String given = by();
    String user = way.user();
    if (!way.isService() || user == null || given.isEmpty() || given.equals(user)) {
      return new Decision(user == null ? given : user, reason());
    }
    screen
        .err()
        .println(
            "The service knows you as " + user + ", and that name counts; --by is kept beside it.");
    return new Decision(user, (reason() + " (--by=" + given + ")").strip());
  }
}
