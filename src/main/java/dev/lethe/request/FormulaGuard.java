package dev.lethe.request;

/**
 * Keeps spreadsheets from running cells of the files that we write.
 *
 * <p>A cell is run if it begins with one of {@code = + - @}, tab or CR (OWASP, "CSV Injection"); a
 * leading {@code '} makes it text.
 */
public final class FormulaGuard {
  private static final String STARTERS = "=+-@\t\r";

  private FormulaGuard() {}

  /** Puts one {@code '} in front of a cell that would be run. For reading only: not reversible. */
  public static String neutralise(String cell) {
    return startsFormula(cell, 0) ? "'" + cell : cell;
  }

  /**
   * Puts one {@code '} in front of a cell that would be run, and of one that looks as if it had
   * been guarded before, so that {@link #unguard} always gives the cell back.
   */
  public static String guard(String cell) {
    return startsFormula(cell, quotes(cell)) ? "'" + cell : cell;
  }

  /** Undoes {@link #guard}. */
  public static String unguard(String cell) {
    int quotes = quotes(cell);
    return quotes > 0 && startsFormula(cell, quotes) ? cell.substring(1) : cell;
  }

  private static int quotes(String cell) {
    int count = 0;
    while (count < cell.length() && cell.charAt(count) == '\'') {
      count++;
    }
    return count;
  }

  private static boolean startsFormula(String cell, int at) {
    return at < cell.length() && STARTERS.indexOf(cell.charAt(at)) >= 0;
  }
}
