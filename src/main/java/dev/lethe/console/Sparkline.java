package dev.lethe.console;

import java.util.List;
import java.util.Locale;

/**
 * Counts of the last while as a small picture, drawn here so that the page needs no script.
 *
 * @param width of the picture, in its own units
 * @param height of the picture; the highest bar is as high
 * @param path the bars, as SVG's path data
 * @param sum of the counts
 * @param most the largest
 */
record Sparkline(int width, int height, String path, long sum, long most) {
  private static final int STEP = 4;
  private static final int BAR = 3;
  private static final int HEIGHT = 32;

  /** With a bar for each count, the newest on the right; none where a count is 0. */
  static Sparkline of(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      long count = counts.get(i);
      if (count > 0) {
        double high = Math.max(1, (double) HEIGHT * count / most);
        path.append(
            String.format(Locale.ROOT, "M%d %dv-%.1fh%dv%.1fz", i * STEP, HEIGHT, high, BAR, high));
      }
    }
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    return new Sparkline(Math.max(1, counts.size() * STEP), HEIGHT, path.toString(), sum, most);
  }
}
