package dev.lethe;

import dev.lethe.command.Orders;
import org.apache.camel.builder.RouteBuilder;

/** Looks every second what commands have asked of this service. */
final class OrderRoute extends RouteBuilder {
  private final Orders orders;

  OrderRoute(Orders orders) {
    this.orders = orders;
  }

  @Override
  public void configure() {
    from("scheduler:orders?delay=1000&exceptionHandler=#orderFaults")
        .routeId("orders")
        .description("Does what commands beside this service have asked of it")
        .errorHandler(noErrorHandler())
        .process(exchange -> orders.look());
  }
}
