package dev.lethe.command;

import dev.lethe.evidence.KeyException;
import dev.lethe.ledger.LedgerException;
import dev.lethe.operate.OperationException;
import dev.lethe.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on standard error why a command was not done: in a line, or as JSON for a program. */
final class Failures {
  private static final int NOT_DONE = 1;
  private static final int WORDS_ARE_OFF = 2;

  private final Screen screen;
  private final boolean json;

  /**
   * For one command line.
   *
   * @param args which says whether a program reads it
   */
  Failures(Screen screen, String[] args) {
    this.screen = screen;
    this.json = isJson(List.of(args));
  }

  private static boolean isJson(List<String> args) {
    int at = args.indexOf("--output");
    String next = at < 0 || at + 1 >= args.size() ? "" : args.get(at + 1);
    return Stream.concat(args.stream(), Stream.of("--output=" + next))
        .anyMatch(word -> word.toLowerCase(Locale.ROOT).equals("--output=json"));
  }

  /** What is left when a command fails in its work. */
  int told(Exception failure) throws Exception {
    String kind = kind(failure);
    if (kind == null) {
      throw failure;
    }
    String what = String.valueOf(failure.getMessage());
    tell(
        kind,
        failure instanceof IOException || failure instanceof UncheckedIOException
            ? "a file cannot be read or written: " + what
            : what,
        NOT_DONE);
    return NOT_DONE;
  }

  private static @Nullable String kind(Exception failure) {
    if (failure instanceof OperationException refused) {
      return refused.kind().name();
    }
    if (failure instanceof LedgerException) {
      return "LEDGER";
    }
    if (failure instanceof SettingsException) {
      return "SETTINGS";
    }
    if (failure instanceof KeyException) {
      return "KEYS";
    }
    return failure instanceof IOException || failure instanceof UncheckedIOException
        ? "FILE"
        : null;
  }

  /** What is left when the words are off. */
  int refused(ParameterException refused) {
    CommandLine command = refused.getCommandLine();
    String name = command.getCommandName();
    String needs = command.getCommand() instanceof Task task ? task.needs() : "";
    String message = String.valueOf(refused.getMessage());
    tell("WORDS", message.equals(needs) ? needs : message + "; " + needs, WORDS_ARE_OFF);
    if (!json) {
      UnmatchedArgumentException.printSuggestions(refused, screen.err());
      screen.err().println("Nothing was done. 'help " + name + "' says more.");
    }
    return WORDS_ARE_OFF;
  }

  private void tell(String kind, String detail, int exitCode) {
    if (!json) {
      screen.err().println(detail);
      return;
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", "The command was not done.");
    problem.put("kind", kind);
    problem.put("detail", detail);
    problem.put("exit_code", exitCode);
    screen.err().println(new Json().of(problem));
  }
}
