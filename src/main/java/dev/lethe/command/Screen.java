package dev.lethe.command;

import java.io.Console;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command talks to: a person at a terminal, a file, another program.
 *
 * @param out for what was asked for
 * @param err for what went wrong, and for progress
 * @param terminal whether a person looks at it while it is written
 * @param colours whether it may be coloured
 * @param width columns that a table may have, 80 to 120
 * @param zone in which people are told times
 */
record Screen(
    PrintStream out, PrintStream err, boolean terminal, boolean colours, int width, ZoneId zone) {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** That of this process. */
  static Screen ofProcess(Map<String, String> environment) {
    boolean terminal = isTerminal();
    return of(System.out, System.err, terminal, environment);
  }

  /** One with the rules of colours and width; see no-color.org for {@code NO_COLOR}. */
  static Screen of(
      PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
    boolean colours =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Screen(
        out, err, terminal, colours, width(environment.get("COLUMNS")), ZoneId.systemDefault());
  }

  private static int width(@Nullable String columns) {
    if (columns == null || !columns.matches("\\d{1,4}")) {
      return WIDEST;
    }
    return Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)));
  }

  // From Java 22 on there is a console even without a terminal, which says so itself.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** A time as people read it here; a dash if there is none. */
  String time(@Nullable Instant at) {
    return at == null ? "-" : TIME.format(at.atZone(zone));
  }

  /** A text in a colour, if colours are on. */
  String in(Colour colour, String text) {
    return colours ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
  }

  /** What colours mean here. */
  enum Colour {
    GOOD(32),
    BAD(31),
    CARE(33),
    HEAD(1);

    private final int code;

    Colour(int code) {
      this.code = code;
    }

    /** That of an outcome, of a request's state or of a part's. */
    static @Nullable Colour of(String word) {
      return switch (word) {
        case "DELETED", "ALREADY_ABSENT", "UP", "OPEN", "VALID", "REPORTED", "CLEAN" -> GOOD;
        case "REJECTED", "REFUSED", "EXHAUSTED", "DOWN", "HALTED", "BROKEN", "CANCELLED" -> BAD;
        case "HELD", "PAUSED", "DEGRADED", "INCOMPLETE", "UNKNOWN", "STOPPING" -> CARE;
        default -> null;
      };
    }
  }
}
