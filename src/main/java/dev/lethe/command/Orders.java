package dev.lethe.command;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What commands ask of a running service. They note it in the ledger beside the service, which
 * looks here for what is new since it was started. To be called by one thread.
 */
public final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final int AT_ONCE = 100;

  private final Ledger ledger;
  private final Map<EventKind, Consumer<Event>> handlers;
  private long last;

  /**
   * Begins after the newest event there is.
   *
   * @param handlers who does what is asked; events of other kinds are passed over
   */
  public Orders(Ledger ledger, Map<EventKind, Consumer<Event>> handlers) {
    this.ledger = ledger;
    this.handlers = Map.copyOf(handlers);
    this.last = ledger.lastEvent();
  }

  /** Does what was asked since the last look, each once, also if it fails. */
  public void look() {
    List<NotedEvent> events;
    do {
      events = ledger.events(last, AT_ONCE);
      for (NotedEvent noted : events) {
        last = noted.no();
        handle(noted.event());
      }
    } while (events.size() == AT_ONCE);
  }

  private void handle(Event asked) {
    Consumer<Event> handler = handlers.get(asked.kind());
    if (handler == null) {
      return;
    }
    try {
      handler.accept(asked);
    } catch (RuntimeException e) {
      LOG.error(
          "{} of {} for {} could not be done ({}); ask again.",
          asked.kind(),
          asked.by(),
          asked.about(),
          e.getMessage());
    }
  }
}
