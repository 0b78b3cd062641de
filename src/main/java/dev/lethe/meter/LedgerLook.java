package dev.lethe.meter;

import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.LedgerFigures;
import dev.lethe.ledger.LedgerFigures.Waiting;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the ledger for the gauges, in a thread of its own, so that no scrape waits for the
 * ledger and ten scrapes cost no more than one. It looks every five seconds, and every minute
 * whether the books balance; a look that takes long is made less often, so that looking takes a
 * fiftieth of the time at most.
 */
public final class LedgerLook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerLook.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration BOOKS_EVERY = Duration.ofMinutes(1);
  private static final int SHARE = 50;
  private static final int MOST_REQUESTS = 1_000;
  private static final int MOST_WAIT_SECONDS = 10;

  private final Ledger ledger;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private volatile @Nullable LedgerFigures figures;
  private volatile double difference = Double.NaN;
  private long nextFigures = System.nanoTime();
  private long nextBooks = System.nanoTime();

  /** Looks into that ledger once it is started. */
  public LedgerLook(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread one = new Thread(work, "lethe-meters");
              one.setDaemon(true);
              return one;
            });
  }

  /** Begins. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing escapes from a look.
  public void start() {
    thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks, if it is time. */
  void look() {
    try {
      if (System.nanoTime() - nextFigures >= 0) {
        long began = System.nanoTime();
        figures = ledger.figures(clock.instant());
        nextFigures = next(began, Duration.ZERO);
      }
      if (System.nanoTime() - nextBooks >= 0) {
        long began = System.nanoTime();
        difference = books();
        nextBooks = next(began, BOOKS_EVERY);
      }
    } catch (LedgerException e) {
      // The ledger's own health says it. Figures that are not known are not shown.
      figures = null;
      difference = Double.NaN;
      LOG.debug("no figures of the ledger: {}", e.getMessage());
    } catch (RuntimeException e) {
      figures = null;
      difference = Double.NaN;
      LOG.warn("The meters of the ledger could not be read ({}).", e.getClass().getName());
    }
  }

  private static long next(long began, Duration least) {
    long now = System.nanoTime();
    return now + Math.max(least.toNanos(), SHARE * (now - began));
  }

  private double books() {
    long rows = 0;
    for (RequestRecord request : ledger.requests(MOST_REQUESTS)) {
      if (thread.isShutdown()) {
        return Double.NaN;
      }
      if (request.reportedAt() == null && request.state() != RequestState.RECEIVING) {
        Balance balance = ledger.balance(request.no());
        rows += Math.abs(balance.rows() - balance.counted());
      }
    }
    return rows;
  }

  double figures(ToDoubleFunction<LedgerFigures> figure) {
    LedgerFigures seen = figures;
    return seen == null ? Double.NaN : figure.applyAsDouble(seen);
  }

  double backlog(String lane) {
    return figures(
        seen -> {
          Waiting waiting = seen.lanes().get(lane);
          return waiting == null ? 0 : waiting.items();
        });
  }

  double oldestDue(String lane) {
    return figures(
        seen -> {
          Waiting waiting = seen.lanes().get(lane);
          Instant due = waiting == null ? null : waiting.oldestDue();
          return due == null ? 0 : Math.max(0, clock.millis() - due.toEpochMilli()) / 1000.0;
        });
  }

  double difference() {
    return difference;
  }

  /** Ends, and waits for the look that is under way. */
  @Override
  public void close() {
    thread.shutdown();
    boolean ended = false;
    try {
      ended = thread.awaitTermination(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      LOG.warn("A look into the ledger for the meters is still under way.");
    }
  }
}
