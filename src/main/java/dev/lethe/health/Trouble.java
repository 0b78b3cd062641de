package dev.lethe.health;

/**
 * Why something does not work.
 *
 * @param reason a sentence that says what is wrong
 * @param mend a sentence that says what to do
 */
public record Trouble(String reason, String mend) {

  /** Both sentences. */
  public String inWords() {
    return reason + " " + mend;
  }
}
