package dev.lethe.ledger;

/** Something that was handed to the ledger and is being written. */
@FunctionalInterface
public interface Writing {
  /**
   * Returns when it is on disk.
   *
   * @throws LedgerException if nothing of it was written
   */
  void await();
}
