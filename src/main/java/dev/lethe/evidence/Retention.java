package dev.lethe.evidence;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.Pseudonyms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Replaces subjects by keyed hashes once their request has been final for long enough. */
public final class Retention {
  private final Ledger ledger;
  private final Pseudonyms pseudonyms;
  private final @Nullable Duration after;
  private final Clock clock;

  /**
   * Works on a ledger.
   *
   * @param after how long after a request is final; null for never
   */
  public Retention(Ledger ledger, Pseudonyms pseudonyms, @Nullable Duration after, Clock clock) {
    this.ledger = ledger;
    this.pseudonyms = pseudonyms;
    this.after = after;
    this.clock = clock;
  }

  /** Does a slice; returns whether there may be more to do right now. */
  public boolean next() {
    if (after == null) {
      return false;
    }
    Instant now = clock.instant();
    return ledger.retire(now.minus(after), pseudonyms, now);
  }
}
