package dev.lethe.bench;

import org.jspecify.annotations.Nullable;

/**
 * Something that was measured.
 *
 * @param id short and stable, for programs that read the results
 * @param what for people
 * @param rows how many rows it was measured with
 * @param unit of the value
 * @param against the id of the figure that it is held against, measured in the same run; null for
 *     none
 * @param target what is to be reached, null for a figure that only informs
 * @param note what one must know to read it, empty for nothing
 */
public record Figure(
    String id,
    String what,
    long rows,
    double value,
    String unit,
    @Nullable String against,
    @Nullable Target target,
    String note) {

  /** A figure that only informs. */
  public static Figure of(String id, String what, long rows, double value, String unit) {
    return new Figure(id, what, rows, value, unit, null, null, "");
  }

  /** The same, whose value has to be at least, or at the most, so much. */
  public Figure to(Target reach) {
    return new Figure(id, what, rows, value, unit, against, reach, note);
  }

  /** The same, whose ratio to another figure's value has to reach something. */
  public Figure against(String other, Target reach) {
    return new Figure(id, what, rows, value, unit, other, reach, note);
  }

  /** The same beside another figure, whatever their ratio. */
  public Figure beside(String other) {
    return new Figure(id, what, rows, value, unit, other, null, note);
  }

  /** The same with a note. */
  public Figure noting(String text) {
    return new Figure(id, what, rows, value, unit, against, target, text);
  }

  /**
   * A bound.
   *
   * @param least whether it is a lower bound
   */
  public record Target(boolean least, double bound) {

    /** A lower bound. */
    public static Target atLeast(double bound) {
      return new Target(true, bound);
    }

    /** An upper bound. */
    public static Target atMost(double bound) {
      return new Target(false, bound);
    }

    boolean isReachedBy(double value) {
      return least ? value >= bound : value <= bound;
    }
  }
}
