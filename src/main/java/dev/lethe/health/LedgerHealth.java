package dev.lethe.health;

import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.LedgerException.Fault;
import java.util.function.Consumer;

/**
 * Hears of every failure of the ledger, whoever's call it was. A ledger that has failed counts as
 * failing until {@link #recovered}: one small write that goes well says little of the next chunk.
 */
public final class LedgerHealth implements Consumer<LedgerException> {
  private final Health health;

  /** Tells that health. */
  public LedgerHealth(Health health) {
    this.health = health;
  }

  @Override
  public void accept(LedgerException failure) {
    if (failure.fault() != Fault.OF_THE_CALL) {
      health.down(
          Part.LEDGER, new Trouble(String.valueOf(failure.getMessage()), mend(failure.fault())));
    }
  }

  /** The ledger can be written again. */
  public void recovered() {
    health.up(Part.LEDGER);
  }

  /** Whether the ledger can be written, as far as is known: no vendor is called while it cannot. */
  public boolean isWritable() {
    return health.of(Part.LEDGER).level() == Level.UP;
  }

  private static String mend(Fault fault) {
    return switch (fault) {
      case LOCKED ->
          "Look for an sqlite3 shell, a backup or another tool that has the ledger open (fuser -v"
              + " on ledger.db and on the file beside it with -shm shows who), and end it.";
      case FULL -> "Free space on the disk of the ledger, or widen the quota.";
      case NOT_WRITABLE ->
          "Give the service the right to write the ledger and its folder, or mount it writable.";
      case GONE ->
          "Do not stop Lethe yet. Move the file back if it was moved. If it was deleted, copy it and"
              + " its log from /proc/PID/fd first: docs/operations.md, \"When the disk, the inbox or"
              + " the ledger fails\".";
      case DISK -> "Look at the disk and at the system's log.";
      case DAMAGED ->
          "Stop Lethe, copy the ledger and the files beside it to a safe place, then restore or"
              + " recover it: docs/operations.md, \"A damaged ledger\".";
      case OF_THE_CALL -> "Nothing needs to be done.";
    };
  }
}
