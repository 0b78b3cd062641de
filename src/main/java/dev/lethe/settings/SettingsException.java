package dev.lethe.settings;

/** A setting or a route is no good, so Lethe does not start. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String said;

  /**
   * One line for whoever starts Lethe.
   *
   * @param place the file and line, or the key
   * @param wrong what is wrong
   * @param mend what to do
   */
  public SettingsException(String place, String wrong, String mend) {
    super((place + ": " + wrong + " " + mend).strip());
    this.place = place;
    this.said = (wrong + " " + mend).strip();
  }

  /** The file and line, or the key. */
  public String place() {
    return place;
  }

  /** What is wrong and what to do. */
  public String said() {
    return said;
  }
}
