package dev.lethe.outcome;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds finished requests and notes that their files are written. */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final Ledger ledger;
  private final Clock clock;

  /** Works on a ledger. */
  public Reporter(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The next request whose files are to be written, null if there is none. */
  public @Nullable RequestRecord next() {
    return ledger.nextUnreported().orElse(null);
  }

  /** Notes that all files of a request are there. */
  public void reported(RequestRecord request) {
    ledger.reported(request.no(), clock.instant());
    LOG.info("request {} finished: {} rows", request.id(), request.rows());
  }
}
