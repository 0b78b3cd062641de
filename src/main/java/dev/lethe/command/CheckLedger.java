package dev.lethe.command;

import dev.lethe.ledger.LedgerCheck;
import dev.lethe.settings.LetheSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code check-ledger}: reads the whole ledger, its indexes and the books of all requests, and says
 * what is wrong. It changes nothing and works beside a running service.
 */
final class CheckLedger {
  private CheckLedger() {}

  /**
   * Runs the command.
   *
   * @return the exit code: 0 if the ledger is sound, 1 if it is not or cannot be read, 2 if the
   *     words are off
   */
  static int run(String[] args) {
    if (!Words.of(args).fit(0, Set.of())) {
      System.err.println("check-ledger takes no word; where the ledger is is lethe.home");
      return 2;
    }
    return check(CommandSettings.load(args));
  }

  private static int check(LetheSettings settings) {
    CommandLedger.require(settings);
    Path file = settings.ledgerFile();
    List<String> problems = LedgerCheck.full(settings.ledgerUrl());
    problems.forEach(problem -> System.err.println(file + ": " + problem));
    System.out.println(
        problems.isEmpty()
            ? file + " is sound, and the books of all its requests balance"
            : file
                + " is damaged: stop Lethe, copy the file and those beside it away, then see"
                + " docs/operations.md, \"A damaged ledger\"");
    return problems.isEmpty() ? 0 : 1;
  }
}
