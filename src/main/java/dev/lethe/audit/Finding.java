package dev.lethe.audit;

/**
 * One thing that was looked at.
 *
 * @param kind what came out
 * @param text a sentence for a person; names no subject
 */
public record Finding(Kind kind, String text) {

  /** What came out of a check. */
  public enum Kind {
    /** It is as it was written. */
    FINE("ok"),
    /** It could not be checked; that says nothing against it. */
    UNCHECKED("not checked"),
    /** It was altered, or is broken. */
    BROKEN("BROKEN");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is shown. */
    public String word() {
      return word;
    }
  }

  static Finding fine(String text) {
    return new Finding(Kind.FINE, text);
  }

  static Finding unchecked(String text) {
    return new Finding(Kind.UNCHECKED, text);
  }

  static Finding broken(String text) {
    return new Finding(Kind.BROKEN, text);
  }

  /** Whether something was altered. */
  public boolean isBroken() {
    return kind == Kind.BROKEN;
  }
}
