package dev.lethe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a table in Markdown, for the terminal and for the documentation. */
final class Table {
  private static final String BEGIN = "<!-- bench: table -->";
  private static final String END = "<!-- bench: end -->";

  private final Results results;
  private final Map<String, Object> machine;

  Table(Results results, Map<String, Object> machine) {
    this.results = results;
    this.machine = machine;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    machine.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    text.append("\n| what | rows | measured | held against | ratio | target | reached |\n");
    text.append("|---|--:|--:|---|--:|---|---|\n");
    for (Figure figure : results.figures()) {
      text.append(line(figure));
    }
    List<String> notes =
        results.figures().stream()
            .filter(figure -> !figure.note().isEmpty())
            .map(figure -> "- " + figure.what() + ": " + figure.note())
            .toList();
    if (!notes.isEmpty()) {
      text.append('\n').append(String.join("\n", notes)).append('\n');
    }
    results
        .failures()
        .forEach(failure -> text.append("\nNot measured: ").append(failure).append('\n'));
    return text.toString();
  }

  private String line(Figure figure) {
    Figure.Target target = figure.target();
    String held =
        figure.against() == null
            ? ""
            : figure.against()
                + results
                    .value(figure.against())
                    .map(value -> " " + number(value))
                    .orElse(" (not in this run)");
    return "| "
        + String.join(
            " | ",
            figure.what(),
            String.format(Locale.ROOT, "%,d", figure.rows()),
            number(figure.value()) + " " + figure.unit(),
            held,
            results.ratio(figure).map(Table::number).orElse(""),
            target == null ? "" : (target.least() ? "≥ " : "≤ ") + number(target.bound()),
            results.isReached(figure).map(reached -> reached ? "yes" : "**no**").orElse(""))
        + " |\n";
  }

  static String number(double value) {
    String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Puts the table between the two markers of a page. */
  void writeInto(Path page) throws IOException {
    String old = Files.readString(page);
    int begin = old.indexOf(BEGIN);
    int end = old.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no " + BEGIN + " followed by " + END + ".");
    }
    Files.writeString(
        page, old.substring(0, begin + BEGIN.length()) + "\n" + text() + old.substring(end));
  }
}
