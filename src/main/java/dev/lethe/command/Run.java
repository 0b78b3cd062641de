package dev.lethe.command;

import picocli.CommandLine.Command;

/** {@code run}: its words and its help; {@code LetheApplication} is what starts the service. */
@Command(
    description = {
      "Takes settings only, each as --key=value: those of Lethe (--lethe.…) and of its libraries.",
      "Any other word keeps it from starting."
    },
    exitCodeList = {
      "0:it was stopped",
      "1:it cannot start; a line says why",
      "2:a word is no setting"
    },
    footer = "  run --lethe.home=/srv/lethe")
final class Run extends Task {
  Run(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "run takes settings only, --lethe.home=… for example";
  }

  @Override
  public Integer call() {
    throw wordsAreOff();
  }
}
