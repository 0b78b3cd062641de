package dev.lethe.meter;

/** Names of tags. Their values are vendors' names and words of ours, so their number is bounded. */
final class Tag {
  static final String VENDOR = "vendor";
  static final String RESULT = "result";

  /** The vendor of rows whose vendor nobody knows. */
  static final String NO_VENDOR = "none";

  private Tag() {}
}
