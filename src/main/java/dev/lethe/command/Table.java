package dev.lethe.command;

import dev.lethe.command.Screen.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Aligned columns for people. What is too long for the screen goes on in its own column. */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST_LAST = 20;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param heads a name for each column; one that begins with {@code >} is aligned to the right
   */
  Table(String... heads) {
    this.heads = List.of(heads);
  }

  /** Adds a row; null is shown as a dash. */
  Table row(@Nullable Object... cells) {
    rows.add(
        Stream.of(cells)
            .map(cell -> cell == null ? "-" : Cells.safe(String.valueOf(cell)))
            .toList());
    return this;
  }

  /** Prints it, with its heads. */
  void print(Screen screen) {
    lines(screen).forEach(screen.out()::println);
  }

  List<String> lines(Screen screen) {
    List<String> titles = heads.stream().map(head -> head.replaceFirst("^>", "")).toList();
    int[] widths = widths(titles, screen.width());
    List<String> lines = new ArrayList<>();
    lines.add(screen.in(Colour.HEAD, line(titles, widths, null)));
    for (List<String> row : rows) {
      add(row, widths, screen, lines);
    }
    return lines;
  }

  private int[] widths(List<String> titles, int most) {
    int[] widths = new int[heads.size()];
    int used = 0;
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      widths[column] =
          Stream.concat(Stream.of(titles), rows.stream())
              .mapToInt(row -> Cells.width(row.get(at)))
              .max()
              .orElse(0);
      used += widths[column] + GAP.length();
    }
    int last = widths.length - 1;
    int left = most - (used - GAP.length() - widths[last]);
    widths[last] = Math.min(widths[last], Math.max(NARROWEST_LAST, left));
    return widths;
  }

  private void add(List<String> row, int[] widths, Screen screen, List<String> lines) {
    int last = widths.length - 1;
    List<String> wrapped = Cells.wrap(row.get(last), widths[last]);
    List<String> first = new ArrayList<>(row.subList(0, last));
    first.add(wrapped.get(0));
    lines.add(line(first, widths, screen));
    for (String more : wrapped.subList(1, wrapped.size())) {
      List<String> next = new ArrayList<>(row.subList(0, last).stream().map(cell -> "").toList());
      next.add(more);
      lines.add(line(next, widths, null));
    }
  }

  private String line(List<String> cells, int[] widths, @Nullable Screen coloured) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      boolean right = heads.get(column).startsWith(">");
      boolean end = column == widths.length - 1;
      String padded = end && !right ? cell : Cells.pad(cell, widths[column], right);
      Colour colour = coloured == null ? null : Colour.of(cell);
      line.append(column == 0 ? "" : GAP)
          .append(colour == null || coloured == null ? padded : coloured.in(colour, padded));
    }
    return line.toString().stripTrailing();
  }
}
