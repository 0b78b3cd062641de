package dev.lethe.ledger;

/**
 * The ledger could not read or write. Nothing was acknowledged; {@link #canPass} says whether the
 * same call may succeed later.
 */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** What kind of failure it is, for those who decide whether trying again makes sense. */
  public enum Fault {
    /** The call was impossible, or came too late; nothing is wrong with the ledger. */
    OF_THE_CALL,
    /** Another process keeps the ledger from being written. */
    LOCKED,
    /** There is no room left. */
    FULL,
    /** It cannot be opened or written: rights, a read-only folder. */
    NOT_WRITABLE,
    /** Its file was deleted, moved or replaced while it was in use. */
    GONE,
    /** The disk below reports a fault, or something that is not foreseen failed. */
    DISK,
    /** It is not a sound SQLite file. Only a person can mend that. */
    DAMAGED
  }

  /** Says what failed, what it means for the rows, and what to do. */
  public LedgerException(String message, Throwable cause) {
    this(Fault.OF_THE_CALL, message, cause);
  }

  /** Says what failed, what it means for the rows, and what to do. */
  public LedgerException(String message) {
    super(message);
    this.fault = Fault.OF_THE_CALL;
  }

  /** As the others, for a failure of the ledger itself. */
  public LedgerException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** As the others, for a fault that was found without an exception. */
  public LedgerException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /**
   * Whether the same call may succeed when somebody has mended something. If not, the call itself
   * is at fault, or the ledger was closed meanwhile: trying again is in vain.
   */
  public boolean canPass() {
    return fault != Fault.OF_THE_CALL;
  }

  /** What kind of failure it is. */
  public Fault fault() {
    return fault;
  }
}
