package dev.lethe.ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger that is open during each test. */
abstract class WithLedger {
  protected Ledger ledger;

  /** Opens the ledger of this test, the same one each time. */
  protected abstract Ledger open();

  @BeforeEach
  void openLedger() {
    ledger = open();
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  protected final void reopen() {
    ledger.close();
    ledger = open();
  }
}
