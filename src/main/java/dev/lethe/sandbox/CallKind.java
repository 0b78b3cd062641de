package dev.lethe.sandbox;

/** What a call to a simulated vendor is for. */
public enum CallKind {
  /** Deletes subjects. */
  DELETE,
  /** Asks whether subjects are there. */
  VERIFY,
  /** Asks for a token. */
  LOGIN,
  /** Anything else, an unknown address too. */
  OTHER
}
