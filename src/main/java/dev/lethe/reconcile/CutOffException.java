package dev.lethe.reconcile;

/** Lethe is going down in the middle of a run; the run goes on after the next start. */
final class CutOffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CutOffException() {
    super("Lethe is stopping; the run goes on after the next start", null, false, false);
  }
}
