package dev.lethe.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help [COMMAND]}. */
@Command(
    exitCodeList = {"0:it was printed", "2:there is no such command"},
    footer = "  help submit")
final class Help extends Task {
  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "which; all if none is named")
  private String name = "";

  Help(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "help takes the name of a command, and nothing else";
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      screen().out().print(Commands.help());
      return 0;
    }
    Optional<Commands.Entry> entry = Commands.find(name);
    if (entry.isEmpty()) {
      screen()
          .err()
          .println(
              "there is no command '"
                  + name
                  + "'"
                  + Commands.nearest(name)
                      .map(near -> "; did you mean '" + near + "'?")
                      .orElse(""));
      return 2;
    }
    CommandLines.of(entry.get(), desk()).usage(screen().out());
    return 0;
  }
}
