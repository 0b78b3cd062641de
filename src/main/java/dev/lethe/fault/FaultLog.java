package dev.lethe.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in one line that a route which starts by itself failed, and what that means for the rows. A
 * route that fails again and again for the same reason says so every ten minutes, not at every
 * poll.
 */
public final class FaultLog implements ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int MOST_REMEMBERED = 1_000;

  private final String route;
  private final String meaning;
  private final LongSupplier nanoTime;
  private final Map<String, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * A log for one route.
   *
   * @param meaning what a failure means for the rows, as a sentence
   */
  public FaultLog(String route, String meaning) {
    this(route, meaning, System::nanoTime);
  }

  FaultLog(String route, String meaning, LongSupplier nanoTime) {
    this.route = route;
    this.meaning = meaning;
    this.nanoTime = nanoTime;
  }

  @Override
  public void handleException(Throwable exception) {
    handleException(null, null, exception);
  }

  @Override
  public void handleException(@Nullable String message, @Nullable Throwable exception) {
    handleException(message, null, exception);
  }

  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, @Nullable Throwable exception) {
    String file = exchange == null ? null : exchange.getVariable("source", String.class);
    tell(file, exception == null ? String.valueOf(message) : Causes.inWords(exception));
  }

  /**
   * Says what happened.
   *
   * @param file the file that it happened to, below the inbox; null if to none
   */
  public void tell(@Nullable String file, String what) {
    if (isNews(file + what)) {
      LOG.error("{} failed{}: {} {}", route, file == null ? "" : " for " + file, what, meaning);
    } else {
      LOG.debug("{} failed again: {}", route, what);
    }
  }

  private synchronized boolean isNews(String what) {
    long now = nanoTime.getAsLong();
    Long before = told.get(what);
    if (before != null && now - before < QUIET_NANOS) {
      return false;
    }
    told.put(what, now);
    return true;
  }
}
