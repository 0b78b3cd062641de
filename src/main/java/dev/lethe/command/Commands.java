package dev.lethe.command;

import dev.lethe.ledger.LedgerException;
import dev.lethe.settings.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of commands: a new one is a line here. */
public final class Commands {
  private static final List<Entry> TABLE =
      List.of(
          new Entry("approve", Decide::run, "lets a held request go on"),
          new Entry("cancel", Decide::run, "declines a held request: nothing of it is sent"),
          new Entry("check-ledger", CheckLedger::run, "reads the whole ledger and its books"),
          new Entry("find", Find::run, "was X deleted, when, by which request"),
          new Entry("plan", PlanFile::run, "says what would come of a file; nobody is called"),
          new Entry("reconcile", Reconcile::run, "asks vendors whether everybody is gone"),
          new Entry("resume", Resume::run, "lets a halted lane try at once"),
          new Entry("rotate-key", RotateKey::run, "makes a new key for receipts"),
          new Entry("verify-receipt", VerifyReceipt::run, "verifies receipts and their chain"));

  private static final Set<String> HELP = Set.of("help", "--help", "-h", "-help", "-?");

  /** What the settings of Lethe and of its libraries begin with. */
  private static final List<String> SETTINGS =
      List.of("--lethe.", "--spring.", "--logging.", "--camel.", "--management.", "--server.");

  private Commands() {}

  private record Entry(String name, Command command, String line) {}

  /** Whether there is a command of that name; asking for help is one. */
  public static boolean has(String name) {
    return HELP.contains(name) || find(name).isPresent();
  }

  /** The names of all commands, in alphabetical order. */
  public static List<String> names() {
    return TABLE.stream().map(Entry::name).toList();
  }

  /** All commands with a line each, and what no command does. */
  public static String help() {
    return TABLE.stream()
        .map(entry -> "  %-15s %s%n".formatted(entry.name(), entry.line()))
        .collect(
            Collectors.joining(
                "",
                "java -jar target/lethe.jar starts Lethe, which deletes people at vendors.%n"
                        .formatted()
                    + "A command as the first word does something else:%n%n".formatted(),
                ("%nA command without words says which it needs. Settings can follow each, and are"
                        + " those of the service: --lethe.home=…%nMore: docs/operations.md%n")
                    .formatted()));
  }

  /**
   * Why the service must not be started with these words, if so. It deletes people: {@code
   * --dry-run} for {@code --lethe.dry-run} would otherwise be no setting and no dry run.
   */
  public static Optional<String> refusal(String[] args) {
    return Stream.of(args)
        .filter(word -> SETTINGS.stream().noneMatch(word::startsWith))
        .findFirst()
        .map(
            word ->
                word.startsWith("-")
                    ? "there is no option '" + word + "'" + meant(word)
                    : has(word)
                        ? "'" + word + "' is a command: it has to be the first word"
                        : "there is no command '" + word + "'");
  }

  private static String meant(String word) {
    return "; settings begin with --lethe."
        + (word.startsWith("--") ? ": did you mean --lethe." + word.substring(2) + "?" : "");
  }

  /**
   * Runs a command.
   *
   * @param args the command's name first, which {@link #has} knows
   * @return the exit code
   */
  public static int run(String[] args) {
    if (HELP.contains(args[0])) {
      System.out.print(help());
      return 0;
    }
    Command command =
        find(args[0])
            .orElseThrow(
                () -> new IllegalArgumentException("there is no command '" + args[0] + "'"))
            .command();
    try {
      return command.run(args);
    } catch (LedgerException | SettingsException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static Optional<Entry> find(String name) {
    return TABLE.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
