package dev.lethe.operate;

/** Something that was asked for cannot be done. The message is for the person who asked. */
public final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** A refusal. */
  public OperationException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }

  /** Why something cannot be done. */
  public enum Kind {
    /** What was sent is no good. */
    INVALID,
    /** There is no such thing. */
    NOT_FOUND,
    /** It is not in a state in which that can be done. */
    CONFLICT,
    /** This person may not, though others may. */
    FORBIDDEN,
    /** More than is taken at once. */
    TOO_LARGE,
    /** Not now: the ledger, the disk or the service fails. */
    UNAVAILABLE,
    /** Only a running service can do that, and there is none. */
    NO_SERVICE
  }
}
