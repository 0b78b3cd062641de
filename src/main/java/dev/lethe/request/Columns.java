package dev.lethe.request;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a table has the cells that we want.
 *
 * @param vendor index of the column, -1 if there is none
 * @param subject index of the column, -1 if there is none
 * @param reference index of the column, -1 if there is none
 * @param width columns altogether
 * @param guarded whether it is a dead letter of ours, whose cells {@link FormulaGuard} has been at
 */
record Columns(int vendor, int subject, int reference, int width, boolean guarded) {
  private static final List<String> WANTED = List.of("vendor", "subject", "reference");
  private static final List<String> DEAD_LETTER =
      List.of("vendor", "subject", "reference", "outcome", "code", "detail", "attempts");

  /** Finds the columns in a header, whatever the case of the names and the blanks around them. */
  static Columns of(List<String> header) {
    List<String> names = header.stream().map(Columns::plain).toList();
    return new Columns(
        names.indexOf("vendor"),
        names.indexOf("subject"),
        names.indexOf("reference"),
        names.size(),
        names.containsAll(DEAD_LETTER));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether the columns are there that a file cannot do without. */
  boolean suffice(boolean vendorNeeded) {
    return subject >= 0 && (vendor >= 0 || !vendorNeeded);
  }

  /** Says what is wrong with a header, and throws. */
  void check(List<String> header, boolean vendorNeeded) throws UnreadableFileException {
    if (!suffice(vendorNeeded)) {
      String need = vendorNeeded ? "a \"vendor\" and a \"subject\" column" : "a \"subject\" column";
      throw new UnreadableFileException(
          "The first line is no header with "
              + need
              + " (it has "
              + spoken()
              + "): add that header line and drop the file again.");
    }
    List<String> names = header.stream().map(Columns::plain).toList();
    for (String name : WANTED) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new UnreadableFileException(
            "The header has more than one column \""
                + name
                + "\": keep one of them and drop the file again.");
      }
    }
  }

  // The first line of a file without a header holds subjects, which are never repeated.
  private String spoken() {
    String count = width + (width == 1 ? " column" : " columns");
    if (subject >= 0) {
      return count + ", \"subject\" among them";
    }
    return count + (vendor >= 0 ? ", \"vendor\" among them" : ", neither of those among them");
  }

  /** A cell as it was before we guarded it. */
  String unguarded(String cell) {
    return guarded ? FormulaGuard.unguard(cell) : cell;
  }

  /** See {@link #unguarded(String)}. */
  @Nullable String unguardedOrNull(@Nullable String cell) {
    return cell == null ? null : unguarded(cell);
  }
}
