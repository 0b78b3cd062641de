package dev.lethe.source;

import dev.lethe.fault.FaultLog;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.settings.SourcePlan;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * What makes the routes of {@code routes/sources/sql.camel.yaml} run: for each source its schedule,
 * {@code source-at-<name>}, and a look for finished requests, {@code source-results-<name>}.
 */
public final class SourceRoutes extends RouteBuilder {
  /** Reads a source; the variable {@code source} is its name. */
  public static final String READ = "direct:source-sql";

  /** Writes results back into a source; the same variable. */
  public static final String WRITE_BACK = "direct:source-sql-results";

  private final List<SourcePlan> plans;
  private final FaultLog faults;

  /** Routes for these sources. */
  public SourceRoutes(List<SourcePlan> plans, FaultLog faults) {
    this.plans = List.copyOf(plans);
    this.faults = faults;
  }

  /** The addresses that these routes call. */
  public List<String> calls() {
    return plans.isEmpty() ? List.of() : List.of(READ, WRITE_BACK);
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    for (SourcePlan plan : plans) {
      if (!ReconcilePlan.NONE.equals(plan.set().cron().strip())) {
        route(plan, "source-at-" + plan.name(), cron(plan), READ);
      }
      route(
          plan,
          "source-results-" + plan.name(),
          "scheduler:source-results-" + plan.name() + "?delay=" + plan.set().poll().toMillis(),
          WRITE_BACK);
    }
  }

  private void route(SourcePlan plan, String id, String from, String to) {
    from(from)
        .routeId(id)
        .description("Calls " + to + " for source " + plan.name())
        .setVariable("source", constant(plan.name()))
        .doTry()
        .to(to)
        .doCatch(Exception.class)
        .process(
            exchange ->
                faults.handleException(
                    null,
                    exchange,
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)))
        .end();
  }

  // With stateful=true a schedule whose time comes while it is still at work waits.
  private static String cron(SourcePlan plan) {
    return "quartz:source-at-"
        + plan.name()
        + "?stateful=true&cron="
        + text(plan.set().cron().strip())
        + "&trigger.timeZone="
        + text(plan.zone().getId());
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
