package dev.lethe.evidence;

/** A key is missing or is none. The message says which, what it means and what to do. */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for an operator; holds nothing of the key. */
  public KeyException(String message) {
    super(message);
  }

  /** A sentence for an operator; holds nothing of the key. */
  public KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
