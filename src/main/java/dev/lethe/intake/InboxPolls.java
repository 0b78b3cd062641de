package dev.lethe.intake;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.jspecify.annotations.Nullable;

/** Where Camel asks before each look into the inbox, and tells that a file could not be moved. */
public final class InboxPolls extends DefaultPollingConsumerPollStrategy
    implements ExceptionHandler {
  private final IntakeGate gate;
  private final IntakeFaults faults;
  private final ExceptionHandler log;

  /**
   * Asks the gate.
   *
   * @param log for what happens to no file
   */
  public InboxPolls(IntakeGate gate, IntakeFaults faults, ExceptionHandler log) {
    this.gate = gate;
    this.faults = faults;
    this.log = log;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    return gate.isOpen();
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception problem) {
    return false; // the next poll is soon enough
  }

  @Override
  public void handleException(Throwable exception) {
    log.handleException(exception);
  }

  @Override
  public void handleException(@Nullable String message, @Nullable Throwable exception) {
    log.handleException(message, exception);
  }

  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, @Nullable Throwable exception) {
    String path = exchange == null ? null : exchange.getVariable("path", String.class);
    if (path == null || exception == null) {
      log.handleException(message, exchange, exception);
    } else {
      faults.notMoved(path, exception);
    }
  }
}
