package dev.lethe.event;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes events to the log, one line each. */
public final class EventLog implements Consumer<Event> {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  @Override
  public void accept(Event event) {
    LOG.atLevel(level(event.kind().severity())).log(event.said());
  }

  private static Level level(EventKind.Severity severity) {
    return switch (severity) {
      case NEWS -> Level.INFO;
      case WARNING -> Level.WARN;
      case ALERT -> Level.ERROR;
    };
  }
}
