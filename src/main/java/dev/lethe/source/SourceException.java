package dev.lethe.source;

/** A source cannot be read, marked or written just now. One line, without anything of its rows. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What happened, as a sentence. */
  public SourceException(String message) {
    super(message);
  }
}
