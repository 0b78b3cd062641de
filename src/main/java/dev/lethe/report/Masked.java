package dev.lethe.report;

/** A subject as the page shows it: enough to find it in the CSV, too little to know it by. */
final class Masked {
  private static final int SHOWN = 2;
  private static final String HIDDEN = "…";

  private Masked() {}

  /**
   * The first two and the last two characters around an ellipsis that does not tell how many are
   * hidden. At least half is hidden: of fewer than 8 characters one is shown at each end, of fewer
   * than 4 none. A character is a code point, so nothing is cut apart.
   */
  static String of(String subject) {
    int length = subject.codePointCount(0, subject.length());
    int shown = length >= 4 * SHOWN ? SHOWN : length >= 2 * SHOWN ? 1 : 0;
    return subject.substring(0, subject.offsetByCodePoints(0, shown))
        + HIDDEN
        + subject.substring(subject.offsetByCodePoints(subject.length(), -shown));
  }
}
