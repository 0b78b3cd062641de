package dev.lethe.vendor;

/**
 * A vendor's route finds, before anything is sent, that it cannot call: its token cannot be read,
 * for example. The lane halts and its items stay due. The message is a sentence for an operator,
 * without any secret.
 */
public final class NotReadyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing and how to mend it. */
  public NotReadyException(String message) {
    super(message);
  }

  /** Says what is missing and how to mend it, and what it was found by. */
  public NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
