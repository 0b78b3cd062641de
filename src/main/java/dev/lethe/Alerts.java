package dev.lethe;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Hands what people should know to {@code routes/alerts.camel.yaml}, by a queue: it waits for
 * nobody, and drops what does not fit or what no route takes. The log and the ledger have it all.
 */
final class Alerts implements Consumer<Event> {
  private static final String QUEUE =
      "seda:alerts?discardWhenFull=true&discardIfNoConsumers=true&waitForTaskToComplete=Never";

  private final CamelContext context;
  private @Nullable ProducerTemplate template;

  Alerts(CamelContext context) {
    this.context = context;
  }

  @Override
  public void accept(Event event) {
    if (event.kind().severity() != Severity.NEWS && context.isStarted()) {
      template().sendBody(QUEUE, body(event));
    }
  }

  // Made when it is wanted: the context is not ready yet when this is made.
  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }

  private static Map<String, Object> body(Event event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("at", event.at().toString());
    body.put("kind", event.kind().name());
    body.put("severity", event.kind().severity().name());
    body.put("about", event.about());
    body.put("code", event.code());
    body.put("said", event.said());
    return body;
  }
}
