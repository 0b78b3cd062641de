package dev.lethe.start;

import dev.lethe.settings.SettingsException;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.Model;
import org.apache.camel.support.LifecycleStrategySupport;

/** Sees to it, before anything runs, that every route that the engine calls is there. */
public final class RouteChecks extends LifecycleStrategySupport {
  private static final List<String> ENGINE =
      List.of("intake", "dry-run", "dead-letter", "receipts", "reconcile");

  private final Vendors vendors;
  private final List<String> ofSources;

  /**
   * Checks for the routes of these vendors, and for the engine's own.
   *
   * @param ofSources addresses that sources call, empty if there are no sources
   */
  public RouteChecks(Vendors vendors, List<String> ofSources) {
    this.vendors = vendors;
    this.ofSources = List.copyOf(ofSources);
  }

  @Override
  public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
    try {
      for (String id : ENGINE) {
        if (model(context).getRouteDefinition(id) == null) {
          throw new SettingsException(
              "routes/" + id + ".camel.yaml",
              "there is no route with the id '" + id + "', and nothing works without it.",
              "Put it back.");
        }
      }
      for (Vendor vendor : vendors.enabled()) {
        check(context, vendor);
      }
      for (String address : ofSources) {
        if (!begins(context, address)) {
          throw new SettingsException(
              "routes/sources/sql.camel.yaml",
              "no route begins with " + address + ", and lethe.sources needs it.",
              "Put it back.");
        }
      }
    } catch (SettingsException e) {
      throw new VetoCamelContextStartException(e.getMessage(), e, context, true);
    }
  }

  private static void check(CamelContext context, Vendor vendor) {
    checkShare(context, vendor);
    if (!begins(context, "direct:vendor-" + vendor.route())) {
      throw new SettingsException(
          "routes/vendors/" + vendor.route() + ".camel.yaml",
          "no route begins with direct:vendor-" + vendor.route() + ".",
          "Vendor '"
              + vendor.name()
              + "' needs it: write it, or mend the vendor's 'route' setting.");
    }
    if (vendor.login() != null && !begins(context, "direct:login-" + vendor.login())) {
      throw new SettingsException(
          "routes/login/" + vendor.login() + ".camel.yaml",
          "no route begins with direct:login-" + vendor.login() + ".",
          "Vendor '"
              + vendor.name()
              + "' needs it: write it, or mend the vendor's 'login' setting.");
    }
  }

  private static void checkShare(CamelContext context, Vendor vendor) {
    if (vendor.caps().share() != null && !begins(context, "direct:list-" + vendor.route())) {
      throw new SettingsException(
          "lethe.vendors." + vendor.name() + ".max-share",
          "nobody can say how many accounts the vendor has: no route begins with direct:list-"
              + vendor.route()
              + ".",
          "Take the setting out; max-items-per-day works for every vendor.");
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
