package dev.lethe.fault;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in one line that a route which starts by itself failed, and what that means for the rows.
 * The same failure again is logged at DEBUG only, until another one or a success comes between.
 */
public final class FaultLog implements ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private final String route;
  private final String meaning;
  private String last = "";

  /**
   * A log for one route.
   *
   * @param meaning what a failure means for the rows, as a sentence
   */
  public FaultLog(String route, String meaning) {
    this.route = route;
    this.meaning = meaning;
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
  public synchronized void handleException(
      @Nullable String message, @Nullable Exchange exchange, @Nullable Throwable exception) {
    String what = exception == null ? String.valueOf(message) : Causes.inWords(exception);
    if (what.equals(last)) {
      LOG.debug("{} failed again: {}", route, what);
    } else {
      last = what;
      LOG.error("{} failed: {} {}", route, what, meaning);
    }
  }
}
