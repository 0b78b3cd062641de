package dev.lethe.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code generate-completion}: the script that completes words in bash and zsh. */
@Command(
    description = "It completes the words of a program called 'lethe', such as an alias:",
    exitCodeList = "0:it was printed",
    footer = {
      "  alias lethe='java -jar /srv/lethe/lethe.jar'",
      "  source <(lethe generate-completion)"
    })
final class Completion extends Task {
  private static final String PROGRAM = "lethe";

  Completion(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "generate-completion takes no word";
  }

  @Override
  public Integer call() {
    screen().out().print(AutoComplete.bash(PROGRAM, CommandLines.all(PROGRAM, desk())));
    return 0;
  }
}
