package dev.lethe.settings;

/** A setting or a route is no good, so Lethe does not start. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One line for whoever starts Lethe.
   *
   * @param place the file and line, or the key
   * @param wrong what is wrong
   * @param mend what to do
   */
  public SettingsException(String place, String wrong, String mend) {
    super(place + ": " + wrong + " " + mend);
  }
}
