package dev.lethe.ledger;

/** What a look at the vendor says of an item that was said to be gone. */
public enum CheckResult {
  /** The vendor does not have it. */
  CONFIRMED,
  /** It is there, although the vendor once said that it was deleted. */
  STILL_PRESENT,
  /** The vendor gave no answer that says either; never a sign of absence. */
  UNVERIFIABLE,
  /** It was seen to be gone before, and is there again. */
  REAPPEARED,
  /** Its vendor is disabled or was taken out of the configuration, so nobody can be asked. */
  NO_LONGER_CONFIGURED;

  /** Whether somebody is there who should not be. */
  public boolean isThere() {
    return this == STILL_PRESENT || this == REAPPEARED;
  }
}
