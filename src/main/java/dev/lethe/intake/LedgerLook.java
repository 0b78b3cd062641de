package dev.lethe.intake;

import dev.lethe.health.Health;
import dev.lethe.health.LedgerHealth;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import java.util.Optional;

/** Whether the ledger can be written. Its failures are noticed wherever they happen. */
final class LedgerLook implements Look {
  private final Ledger ledger;
  private final LedgerHealth known;
  private final Health health;

  LedgerLook(Ledger ledger, LedgerHealth known, Health health) {
    this.ledger = ledger;
    this.known = known;
    this.health = health;
  }

  @Override
  public Part part() {
    return Part.LEDGER;
  }

  @Override
  public Optional<Trouble> look(boolean closely) {
    if (closely && !known.isWritable()) {
      tryOut();
    }
    return Optional.ofNullable(health.of(Part.LEDGER).trouble());
  }

  @Override
  public boolean isHealth() {
    return false; // it is kept by whoever notices, and may change between a look and its telling
  }

  private void tryOut() {
    try {
      ledger.probe();
      known.recovered();
    } catch (LedgerException e) {
      known.accept(e);
    }
  }
}
