package dev.lethe.ledger;

/** Why a reconciliation runs. The names are kept in the ledger. */
public enum RunKind {
  /** Its time had come, or had been missed. */
  SCHEDULED,
  /** Somebody asked for it. */
  ON_DEMAND,
  /** Somebody dropped a list of subjects that should be gone. */
  EXPECTED_ABSENT
}
