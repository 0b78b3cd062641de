package dev.lethe.start;

import dev.lethe.settings.SettingsException;
import dev.lethe.vendor.Vendors;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.Model;
import org.apache.camel.support.LifecycleStrategySupport;

/** Sees to it, before anything runs, that every route that the engine calls is there. */
public final class RouteChecks extends LifecycleStrategySupport {
  private final RouteNeeds needs;

  /**
   * Checks for the routes of these vendors, and for the engine's own.
   *
   * @param ofSources addresses that sources call, empty if there are no sources
   */
  public RouteChecks(Vendors vendors, List<String> ofSources) {
    this.needs = new RouteNeeds(vendors.enabled(), ofSources);
  }

  @Override
  public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
    List<SettingsException> missing =
        needs.missing(
            id -> model(context).getRouteDefinition(id) != null,
            address -> begins(context, address));
    if (!missing.isEmpty()) {
      SettingsException first = missing.get(0);
      throw new VetoCamelContextStartException(first.getMessage(), first, context, true);
    }
  }

  /** Whether some route begins with that address, {@code direct:vendor-tencent-im} for example. */
  public static boolean begins(CamelContext context, String address) {
    return model(context).getRouteDefinitions().stream()
        .anyMatch(route -> route.getInput().getUri().replace("://", ":").equals(address));
  }

  private static Model model(CamelContext context) {
    return context.getCamelContextExtension().getContextPlugin(Model.class);
  }
}
