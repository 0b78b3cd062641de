package dev.lethe.ledger;

/** The ledger could not read or write. Nothing was acknowledged; the caller may try again. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed, what it means for the rows, and what to do. */
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what failed, what it means for the rows, and what to do. */
  public LedgerException(String message) {
    super(message);
  }
}
