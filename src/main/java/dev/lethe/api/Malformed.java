package dev.lethe.api;

/** A request that is not in the form that the description gives: a 400. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Malformed(String sentence) {
    super(sentence);
  }

  /**
   * The refusal, to be thrown.
   *
   * @param sentence for the person who wrote the request; nothing of what was sent is in it
   */
  static Malformed because(String sentence) {
    return new Malformed(sentence);
  }
}
