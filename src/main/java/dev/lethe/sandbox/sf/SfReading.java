package dev.lethe.sandbox.sf;

/**
 * What {@code fail} means for the rows that it does not name.
 *
 * <p>The vendor's document does not say, so a caller has to be right in both cases.
 */
public enum SfReading {
  /** The named rows failed, the others are deleted. */
  BEST_EFFORT,
  /** If a row fails, nobody is deleted. */
  ALL_OR_NOTHING
}
