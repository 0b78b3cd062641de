package dev.lethe.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param rows rows of the one big file
 * @param only the parts to run, in the order of {@link Bench}
 * @param jvm further options for Lethe's own Java machine, as {@code --jvm} gave them
 * @param docs whether the table in {@code docs/performance.md} is renewed
 * @param keep whether the working folder stays
 */
record Options(int rows, List<String> only, List<String> jvm, boolean docs, boolean keep) {
  static final String HELP =
      """
      bench/run [--no-build] [options]

        --rows N        rows of the one big file (1000000)
        --only A,B,...  the parts to run, of: %s
        --jvm OPTIONS   further options for Lethe's own Java machine, e.g. --jvm '-XX:+UseSerialGC'
        --docs          renews the table in docs/performance.md as well
        --keep          leaves the homes, ledgers and logs in target/bench/work
        --no-build      (first) measures what target/ has already
      """;

  static Options of(String[] args, List<String> parts) {
    int rows = 1_000_000;
    List<String> only = parts;
    List<String> jvm = new ArrayList<>();
    boolean docs = false;
    boolean keep = false;
    for (int n = 0; n < args.length; n++) {
      switch (args[n]) {
        case "--rows" -> rows = Integer.parseInt(value(args, ++n));
        case "--only" -> only = List.of(value(args, ++n).split(","));
        case "--jvm" -> jvm.addAll(List.of(value(args, ++n).trim().split("\\s+")));
        case "--docs" -> docs = true;
        case "--keep" -> keep = true;
        default -> throw new IllegalArgumentException("There is no option '" + args[n] + "'.");
      }
    }
    for (String part : only) {
      if (!parts.contains(part)) {
        throw new IllegalArgumentException("There is no part '" + part + "'.");
      }
    }
    if (rows < 100) {
      throw new IllegalArgumentException("--rows is at least 100, one full batch.");
    }
    return new Options(rows, only, List.copyOf(jvm), docs, keep);
  }

  private static String value(String[] args, int n) {
    if (n == args.length) {
      throw new IllegalArgumentException(args[n - 1] + " wants a value.");
    }
    return args[n];
  }
}
