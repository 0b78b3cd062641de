package dev.lethe.report;

/** What a run comes to. */
public enum Conclusion {
  /** All that was to be checked is gone, and the books balance. */
  CLEAN(0),
  /** Something is there that should be gone, is overdue, or the books do not balance. */
  FINDINGS(3),
  /** Nothing of that, but not everything could be checked. */
  INCOMPLETE(4);

  private final int exitStatus;

  Conclusion(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** What a command that makes a run ends with. 1 and 2 are taken: it failed, it was misused. */
  public int exitStatus() {
    return exitStatus;
  }
}
