package dev.lethe;

import org.apache.camel.CamelContext;

/** What can be asked of the routes once they are loaded. */
final class RouteChecks {

  private RouteChecks() {}

  /** Whether some route begins at that endpoint, {@code direct://vendor-tencent-im} for example. */
  static boolean consumes(CamelContext context, String endpointUri) {
    return context.getRoutes().stream()
        .anyMatch(route -> route.getEndpoint().getEndpointUri().equals(endpointUri));
  }
}
