package dev.lethe.report;

/** What a run found out about one row. */
public enum Result {
  /** Not there. Written for lists of subjects that should be gone; else it is only counted. */
  CONFIRMED,
  /** Said to be gone, and still there. */
  STILL_PRESENT,
  /** Seen to be gone earlier, and there again. */
  REAPPEARED,
  /** Not final, and past the deadline. */
  OVERDUE,
  /** Not known what became of it, after chasing too. */
  UNKNOWN,
  /** Its vendor was taken out of the configuration, so nobody can be asked. */
  NO_LONGER_CONFIGURED,
  /** A row of a dropped list that cannot be asked for: malformed, or of an unknown vendor. */
  REJECTED,
  /** Asked for without an answer that can be relied on. */
  UNVERIFIABLE;

  /** Whether somebody has to look at such a row, or at least should know of it. */
  public boolean isFinding() {
    return this != CONFIRMED;
  }
}
