package dev.lethe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One vendor's rows as a bar: parts of a whole, each wide enough to be seen. */
final class Bar {
  /** In hundredths of the bar: what a part has at least, so that one row of a million shows. */
  private static final double LEAST = 1.5;

  private Bar() {}

  /**
   * A part of a bar.
   *
   * @param kind the name of its colour and pattern
   * @param label for people
   * @param rows how many
   * @param count the same for people
   * @param percent the same in hundredths of all, for people
   * @param x where it begins, in hundredths of the bar
   * @param width how wide it is, in hundredths of the bar
   */
  record Part(
      String kind, String label, long rows, String count, String percent, String x, String width) {}

  /** The parts that are not empty, from the left. */
  static List<Part> of(VendorFigures vendor) {
    long checked = vendor.checked();
    List<Part> raw = new ArrayList<>();
    add(raw, "confirmed", "confirmed gone", vendor.confirmed(), checked);
    add(raw, "still", "still present", vendor.stillPresent(), checked);
    add(raw, "again", "there again", vendor.reappeared(), checked);
    add(raw, "unsure", "unverifiable", vendor.unverifiable(), checked);
    double all = raw.stream().mapToDouble(part -> width(part, checked)).sum();
    List<Part> placed = new ArrayList<>();
    double x = 0;
    for (Part part : raw) {
      double width = width(part, checked) / all * 100;
      placed.add(
          new Part(
              part.kind(),
              part.label(),
              part.rows(),
              part.count(),
              part.percent(),
              decimals(x),
              decimals(width)));
      x += width;
    }
    return List.copyOf(placed);
  }

  private static void add(List<Part> parts, String kind, String label, long rows, long checked) {
    if (rows > 0) {
      parts.add(new Part(kind, label, rows, Words.number(rows), percent(rows, checked), "0", "0"));
    }
  }

  private static double width(Part part, long checked) {
    return Math.max(LEAST, 100.0 * part.rows() / checked);
  }

  /** 99.97 % of many is not all, and 0.004 % is not none. */
  private static String percent(long rows, long checked) {
    double percent = 100.0 * rows / checked;
    if (rows == checked) {
      return "100 %";
    }
    if (percent > 99.9) {
      return "> 99.9 %";
    }
    return percent < 0.1 ? "< 0.1 %" : String.format(Locale.ENGLISH, "%.1f %%", percent);
  }

  private static String decimals(double value) {
    return String.format(Locale.ENGLISH, "%.2f", value);
  }
}
