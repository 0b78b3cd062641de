package dev.lethe;

import dev.lethe.operate.LedgerOperations;
import org.apache.camel.builder.RouteBuilder;

/** Finishes every second what was noted in the ledger and not done. */
final class OperateRoute extends RouteBuilder {
  private final LedgerOperations operations;

  OperateRoute(LedgerOperations operations) {
    this.operations = operations;
  }

  @Override
  public void configure() {
    from("scheduler:operate?delay=1000&exceptionHandler=#operateFaults")
        .routeId("operate")
        .description("Hands in what was asked for and could not be handed in at once")
        .errorHandler(noErrorHandler())
        .process(exchange -> operations.finish());
  }
}
