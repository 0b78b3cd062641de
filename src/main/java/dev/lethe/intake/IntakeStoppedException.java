package dev.lethe.intake;

/** Nothing is taken in for now, which has been told already. The file stays where it is. */
public final class IntakeStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  IntakeStoppedException(String why) {
    super(why);
  }
}
