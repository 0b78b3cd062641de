package dev.lethe.ledger;

import dev.lethe.ledger.LedgerException.Fault;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Turns what the driver throws into a sentence for an operator, tells whoever watches the ledger,
 * and remembers that it is damaged: after that nothing is written any more.
 */
final class SqliteFailures {
  /** The lower byte of an extended result code is the primary one (sqlite.org/rescode.html). */
  private static final int PRIMARY_CODE = 0xff;

  private final String file;
  private final Consumer<LedgerException> watcher;
  private volatile @Nullable LedgerException damage;

  /** For the ledger in that file. */
  SqliteFailures(String file) {
    this(file, unwatched -> {});
  }

  /**
   * For the ledger in that file.
   *
   * @param watcher hears of every failure of the ledger itself
   */
  SqliteFailures(String file, Consumer<LedgerException> watcher) {
    this.file = file;
    this.watcher = watcher;
  }

  /** A new exception of the calling thread's own, with what happened as its cause. */
  LedgerException of(Throwable cause) {
    if (cause instanceof LedgerException e) {
      return new LedgerException(e.fault(), String.valueOf(e.getMessage()), e);
    }
    LedgerException failure = seen(cause);
    if (failure.fault() != Fault.OF_THE_CALL) {
      watcher.accept(failure);
    }
    return failure;
  }

  /** As {@link #of}, told to nobody yet; a damage is remembered at once. */
  LedgerException seen(Throwable cause) {
    Fault fault =
        cause instanceof SQLException e
            ? fault(primary(e))
            : cause instanceof SqliteSameFile.Gone ? Fault.GONE : Fault.DISK;
    String what = cause instanceof SQLException e ? sentence(e) : otherwise(cause);
    LedgerException failure = new LedgerException(fault, "The ledger " + file + " " + what, cause);
    if (fault == Fault.DAMAGED && damage == null) {
      damage = failure;
    }
    return failure;
  }

  /** The damage that was found, null if none was. */
  @Nullable LedgerException damage() {
    return damage;
  }

  /** The ledger was closed before the call was begun. */
  LedgerException closed() {
    return new LedgerException(
        "The ledger " + file + " is closed. Nothing of this call was written; no row is lost.");
  }

  /** The calling thread was interrupted before the call was begun. */
  LedgerException interrupted(InterruptedException cause) {
    return new LedgerException(
        "Interrupted while waiting for the ledger "
            + file
            + ". Nothing of this call was written; no row is lost.",
        cause);
  }

  private static String otherwise(Throwable cause) {
    return cause instanceof SqliteSameFile.Gone
        ? "is not the file any more that Lethe opened: "
            + cause.getMessage()
            + ". Nothing of this call was written; what was acknowledged before is in the open"
            + " file, which the system keeps until Lethe ends. Put it back where it was."
        : unexpected(cause);
  }

  private static String unexpected(Throwable cause) {
    return "failed (" + cause + "). Nothing of this call was written; no row is lost.";
  }

  private static SQLiteErrorCode primary(SQLException e) {
    int code = e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE);
  }

  private static Fault fault(SQLiteErrorCode primary) {
    return switch (primary) {
      case SQLITE_BUSY, SQLITE_LOCKED -> Fault.LOCKED;
      case SQLITE_FULL -> Fault.FULL;
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> Fault.NOT_WRITABLE;
      case SQLITE_NOTADB, SQLITE_CORRUPT -> Fault.DAMAGED;
      case SQLITE_CONSTRAINT -> Fault.OF_THE_CALL;
      default -> Fault.DISK;
    };
  }

  private static String sentence(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is locked by another process. Nothing of this call was written; no row is lost."
              + " End the other process, or wait for it; the call can be made again.";
      case SQLITE_FULL ->
          "cannot grow: the disk is full. Nothing of this call was written; no row is lost."
              + " Free some space; the call can be made again.";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          "cannot be opened or written. Nothing of this call was written; no row is lost."
              + " Check the owner and the rights of the file and its folder, and lethe.ledger.url.";
      case SQLITE_IOERR ->
          "could not be read or written: the disk reports a fault. Nothing of this call is"
              + " acknowledged; what was acknowledged before stays. Check the disk, then restart.";
      case SQLITE_NOTADB ->
          "is not a ledger: the file is not an SQLite database. It was left as it is."
              + " Correct lethe.ledger.url, or move the file away.";
      case SQLITE_CORRUPT ->
          "is damaged. Nothing of this call was written. Stop the engine, keep the file and those"
              + " beside it with -wal and -shm, and restore or recover them before going on.";
      case SQLITE_CONSTRAINT ->
          "holds such a row already, or is given an impossible one ("
              + e.getMessage()
              + "). Nothing of this call was written; no row is lost.";
      default -> unexpected(e);
    };
  }
}
