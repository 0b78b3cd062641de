package dev.lethe.command;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of commands: a new one is a line here. */
public final class Commands {
  /** The command that starts the service; so does no command. */
  public static final String RUN = "run";

  private static final List<Entry> TABLE =
      List.of(
          new Entry("approve", Decide.Approve::new, "lets a held request go on"),
          new Entry("cancel", Decide.Cancel::new, "declines a held request: nothing of it is sent"),
          new Entry("check-ledger", CheckLedger::new, "reads the whole ledger and its books"),
          new Entry("dead-letters", DeadLetters::new, "lists rows that failed, and why"),
          new Entry("find", Find::new, "was X deleted, when, by which request"),
          new Entry(
              "generate-completion",
              Completion::new,
              "prints what completes commands in bash or zsh"),
          new Entry("help", Help::new, "lists the commands, or says what one does"),
          new Entry("lanes", Lanes::new, "says how each vendor's lane is"),
          new Entry("lint", Lint::new, "checks routes and settings; nobody is called"),
          new Entry("pause", Pause::new, "stops a lane until it is resumed"),
          new Entry("plan", PlanFile::new, "says what would come of a file; nobody is called"),
          new Entry(
              "probe", Probe::new, "tries a vendor's address and credentials; deletes nobody"),
          new Entry("reconcile", Reconcile::new, "asks vendors whether everybody is gone"),
          new Entry("replay", Replay::new, "sends rows that failed once more"),
          new Entry("requests", Requests::new, "lists requests, or shows one with its counts"),
          new Entry("resume", Resume::new, "ends a pause, or lets a halted lane try at once"),
          new Entry("rotate-key", RotateKey::new, "makes a new key for receipts"),
          new Entry(RUN, Run::new, "starts the service; so does no command at all"),
          new Entry("status", Status::new, "says how Lethe is as a whole"),
          new Entry("submit", Submit::new, "hands files in, and waits for their end if told to"),
          new Entry("verify-receipt", VerifyReceipt::new, "verifies receipts and their chain"));

  private static final Set<String> HELP = Set.of("help", "--help", "-h", "-help", "-?");
  private static final Set<String> VERSION = Set.of("--version", "-V", "version");

  /** What the settings of Lethe and of its libraries begin with. */
  private static final List<String> SETTINGS =
      List.of("--lethe.", "--spring.", "--logging.", "--camel.", "--management.", "--server.");

  /** A mistyped name has at most so many wrong letters, or it is another word. */
  private static final int TYPOS = 3;

  private Commands() {}

  /**
   * A command.
   *
   * @param name the first word of the command line
   * @param maker makes it
   * @param line what it does, in a line
   */
  record Entry(String name, Function<Desk, Task> maker, String line) {}

  /** Whether there is a command of that name; asking for help or the version is one. */
  public static boolean has(String name) {
    return HELP.contains(name) || VERSION.contains(name) || find(name).isPresent();
  }

  /** The names of all commands, in alphabetical order. */
  public static List<String> names() {
    return TABLE.stream().map(Entry::name).toList();
  }

  static List<Entry> table() {
    return TABLE;
  }

  /** All commands with a line each, and what no command does. */
  public static String help() {
    return TABLE.stream()
        .map(entry -> "  %-19s %s%n".formatted(entry.name(), entry.line()))
        .collect(
            Collectors.joining(
                "",
                "java -jar target/lethe.jar starts Lethe, which deletes people at vendors.%n"
                        .formatted()
                    + "A command as the first word does something else:%n%n".formatted(),
                ("%n'help COMMAND' says which words it needs and what its exit codes mean. Settings"
                        + " can%nfollow each, and are those of the service: --lethe.home=…%nMore:"
                        + " docs/operations.md%n")
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

  /** The command that was probably meant by a word that is none. */
  public static Optional<String> nearest(String word) {
    return names().stream()
        .min(Comparator.comparingInt(name -> Typos.between(word, name)))
        .filter(name -> Typos.between(word, name) < Math.min(TYPOS, word.length()));
  }

  /**
   * Runs a command.
   *
   * @param args the command's name first, which {@link #has} knows
   * @return the exit code
   */
  public static int run(String[] args) {
    Map<String, String> environment = System.getenv();
    return run(args, Screen.ofProcess(environment), new LetheDoors(), environment);
  }

  static int run(String[] args, Screen screen, Doors doors, Map<String, String> environment) {
    if (VERSION.contains(args[0])) {
      screen.out().println("Lethe " + version());
      return 0;
    }
    List<String> words = Stream.of(args).filter(word -> !isSetting(word)).toList();
    CommandSettings settings =
        new CommandSettings(Stream.of(args).filter(Commands::isSetting).toList());
    Entry entry =
        find(HELP.contains(args[0]) ? "help" : args[0])
            .orElseThrow(
                () -> new IllegalArgumentException("there is no command '" + args[0] + "'"));
    Desk desk = new Desk(screen, Clock.systemUTC(), environment, settings, doors);
    return CommandLines.run(entry, desk, words.subList(1, words.size()).toArray(String[]::new));
  }

  // Words of users are taken as they are; only what is a setting by its first letters goes to
  // Spring, which would replace ${…} in it.
  private static boolean isSetting(String word) {
    return word.startsWith("--lethe.") || word.startsWith("--spring.");
  }

  static Optional<Entry> find(String name) {
    return TABLE.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** Lethe's version, as its jar says. */
  static String version() {
    String version = Commands.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
