package dev.lethe;

import dev.lethe.callback.CallbackRound;
import org.apache.camel.builder.RouteBuilder;

/** Looks every second whether a receipt is to be posted. */
final class CallbackRoute extends RouteBuilder {
  private final CallbackRound round;

  CallbackRoute(CallbackRound round) {
    this.round = round;
  }

  @Override
  public void configure() {
    from("scheduler:callbacks?delay=1000&exceptionHandler=#callbackFaults")
        .routeId("callbacks")
        .description("Posts receipts to where their submitters want them")
        .errorHandler(noErrorHandler())
        .process(exchange -> round.look());
  }
}
