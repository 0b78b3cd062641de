package dev.lethe.reconcile;

/**
 * What a vendor says of one subject.
 *
 * @param seen there, not there, or neither
 * @param code the vendor's code or a word of ours, as evidence
 */
record Found(Seen seen, String code) {

  /** Whether somebody is there. */
  enum Seen {
    /** The vendor has it. */
    PRESENT,
    /** The vendor does not have it. */
    ABSENT,
    /** There is no answer that says either. */
    UNVERIFIABLE
  }

  static Found unverifiable(String code) {
    return new Found(Seen.UNVERIFIABLE, code);
  }
}
