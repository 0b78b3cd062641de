package dev.lethe.ledger;

/** Where a request is. */
public enum RequestState {
  /** Its file is being read; nothing of it is due yet, and a restart reads it again. */
  RECEIVING,
  /** Read whole, over a safety cap: nothing of it is due until somebody approves it. */
  HELD,
  /** Its items are being worked on. */
  OPEN,
  /** Every item is final; its receipt may still have to be written. */
  FINAL
}
