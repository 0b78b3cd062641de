package dev.lethe.outcome;

import dev.lethe.fault.Causes;
import dev.lethe.health.Health;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.vendor.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds finished requests and notes that their files are written. A request whose files cannot be
 * written is tried again ever more slowly, and others go before it meanwhile.
 */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Backoff WAITS = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final Ledger ledger;
  private final Clock clock;
  private final Health health;
  private final LongSupplier nanoTime;
  private final Map<Long, Failing> failing = new HashMap<>();
  private @Nullable Failing looking;

  private record Failing(int times, long again) {}

  /** Works on a ledger. */
  public Reporter(Ledger ledger, Clock clock, Health health) {
    this(ledger, clock, health, System::nanoTime);
  }

  Reporter(Ledger ledger, Clock clock, Health health, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.clock = clock;
    this.health = health;
    this.nanoTime = nanoTime;
  }

  /**
   * The next request whose files are to be written, null if there is none. While the ledger fails
   * it is asked ever more slowly, and there is none in between.
   */
  public synchronized @Nullable RequestRecord next() {
    long now = nanoTime.getAsLong();
    if (!isDue(looking, now)) {
      return null;
    }
    List<RequestRecord> unreported;
    try {
      unreported = ledger.unreported(failing.size() + 1);
    } catch (LedgerException e) {
      looking = again(looking);
      throw e;
    }
    looking = null;
    return unreported.stream()
        .filter(request -> isDue(failing.get(request.no()), now))
        .findFirst()
        .orElse(null);
  }

  private Failing again(@Nullable Failing before) {
    int times = before == null ? 1 : before.times() + 1;
    return new Failing(times, nanoTime.getAsLong() + WAITS.after(times).toNanos());
  }

  private static boolean isDue(@Nullable Failing before, long now) {
    return before == null || now - before.again() >= 0;
  }

  /** Notes that all files of a request are there. */
  public synchronized void reported(RequestRecord request) {
    ledger.reported(request.no(), clock.instant());
    if (failing.remove(request.no()) != null && failing.isEmpty()) {
      health.up(Part.RECEIPTS);
    }
    LOG.info("request {} finished: {} rows", request.id(), request.rows());
  }

  /**
   * Notes that they could not be written.
   *
   * @return what happened, as a sentence
   */
  public synchronized String failed(RequestRecord request, Exception problem) {
    failing.put(request.no(), again(failing.get(request.no())));
    String what = Causes.inWords(problem);
    health.degraded(
        Part.RECEIPTS,
        new Trouble(
            "The files of %d finished requests cannot be written; of %s: %s"
                .formatted(failing.size(), request.id(), what),
            "Look at the disk and at who may write outbox/ and dead-letter/; they are written as"
                + " soon as that works."));
    return what;
  }
}
