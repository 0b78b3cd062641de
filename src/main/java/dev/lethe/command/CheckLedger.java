package dev.lethe.command;

import dev.lethe.ledger.LedgerCheck;
import dev.lethe.settings.LetheSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/**
 * {@code check-ledger}: reads the whole ledger, its indexes and the books of all requests, and says
 * what is wrong. It changes nothing and works beside a running service.
 */
@Command(
    description = "It changes nothing and works beside a running service.",
    exitCodeList = {
      "0:the ledger is sound",
      "1:it is not, or cannot be read",
      "2:a word is not known"
    },
    footer = "  check-ledger --lethe.home=/srv/lethe")
final class CheckLedger extends Task {
  CheckLedger(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "check-ledger takes no word; where the ledger is is lethe.home";
  }

  @Override
  public Integer call() {
    LetheSettings settings = desk().settings().engine();
    CommandLedger.require(settings);
    Path file = settings.ledgerFile();
    List<String> problems = LedgerCheck.full(settings.ledgerUrl());
    if (isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ledger", file.toString());
      document.put("sound", problems.isEmpty());
      document.put("problems", problems);
      document(document);
    } else {
      tell(file, problems);
    }
    return problems.isEmpty() ? 0 : 1;
  }

  private void tell(Path file, List<String> problems) {
    problems.forEach(problem -> screen().err().println(file + ": " + problem));
    say(
        problems.isEmpty()
            ? file + " is sound, and the books of all its requests balance"
            : file
                + " is damaged: stop Lethe, copy the file and those beside it away, then see"
                + " docs/operations.md, \"A damaged ledger\"");
  }
}
