package dev.lethe.operate;

/** Subjects as lists show them: enough to tell two apart, too little to know somebody by. */
final class Masks {
  /** Of fewer characters two would be more than a quarter. */
  private static final int LONG = 8;

  private static final String HIDDEN = "…";

  private Masks() {}

  /**
   * The first and the last character around an ellipsis that does not tell how many are hidden; of
   * fewer than eight, the ellipsis alone. A character is a code point, so nothing is cut apart.
   */
  static String of(String subject) {
    if (subject.codePointCount(0, subject.length()) < LONG) {
      return HIDDEN;
    }
    return subject.substring(0, subject.offsetByCodePoints(0, 1))
        + HIDDEN
        + subject.substring(subject.offsetByCodePoints(subject.length(), -1));
  }
}
