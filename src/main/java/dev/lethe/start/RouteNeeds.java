package dev.lethe.start;

import dev.lethe.settings.SettingsException;
import dev.lethe.vendor.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Which routes have to be there for the engine, for vendors, and for sources. */
public final class RouteNeeds {
  private static final List<String> ENGINE =
      List.of("intake", "dry-run", "dead-letter", "receipts", "reconcile");

  private final List<Vendor> vendors;
  private final List<String> ofSources;

  /**
   * What these need.
   *
   * @param ofSources addresses that sources call, empty if there are no sources
   */
  public RouteNeeds(Collection<Vendor> vendors, List<String> ofSources) {
    this.vendors = List.copyOf(vendors);
    this.ofSources = List.copyOf(ofSources);
  }

  /**
   * What is missing, in the order in which it matters.
   *
   * @param hasId whether there is a route of that id
   * @param begins whether a route begins with an address, {@code direct:vendor-tencent-im} say
   */
  public List<SettingsException> missing(Predicate<String> hasId, Predicate<String> begins) {
    List<SettingsException> missing = new ArrayList<>();
    for (String id : ENGINE) {
      if (!hasId.test(id)) {
        missing.add(
            new SettingsException(
                "routes/" + id + ".camel.yaml",
                "there is no route with the id '" + id + "', and nothing works without it.",
                "Put it back."));
      }
    }
    vendors.forEach(vendor -> check(vendor, begins, missing));
    for (String address : ofSources) {
      if (!begins.test(address)) {
        missing.add(
            new SettingsException(
                "routes/sources/sql.camel.yaml",
                "no route begins with " + address + ", and lethe.sources needs it.",
                "Put it back."));
      }
    }
    return missing;
  }

  private static void check(
      Vendor vendor, Predicate<String> begins, List<SettingsException> missing) {
    if (vendor.caps().share() != null && !begins.test("direct:list-" + vendor.route())) {
      missing.add(
          new SettingsException(
              "lethe.vendors." + vendor.name() + ".max-share",
              "nobody can say how many accounts the vendor has: no route begins with direct:list-"
                  + vendor.route()
                  + ".",
              "Take the setting out; max-items-per-day works for every vendor."));
    }
    if (!begins.test("direct:vendor-" + vendor.route())) {
      missing.add(
          new SettingsException(
              "routes/vendors/" + vendor.route() + ".camel.yaml",
              "no route begins with direct:vendor-" + vendor.route() + ".",
              "Vendor '"
                  + vendor.name()
                  + "' needs it: write it, or mend the vendor's 'route' setting."));
    }
    if (vendor.login() != null && !begins.test("direct:login-" + vendor.login())) {
      missing.add(
          new SettingsException(
              "routes/login/" + vendor.login() + ".camel.yaml",
              "no route begins with direct:login-" + vendor.login() + ".",
              "Vendor '"
                  + vendor.name()
                  + "' needs it: write it, or mend the vendor's 'login' setting."));
    }
  }
}
