package dev.lethe.event;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who listens. A listener that fails is logged and keeps neither the others nor
 * whoever told from going on: an event is never worth a row.
 */
public final class Events implements Consumer<Event> {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final List<Consumer<Event>> listeners;

  /** Tells these, in this order. */
  public Events(List<Consumer<Event>> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void accept(Event event) {
    for (Consumer<Event> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.warn(
            "{} of {} could not be passed on ({}); it is in this log only.",
            event.kind(),
            event.about(),
            e.getMessage());
      }
    }
  }
}
