package dev.lethe.reconcile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.apache.camel.builder.RouteBuilder;

/**
 * The schedules as routes, {@code reconcile-at-<n>}, one for all vendors that share it. They only
 * say that the time has come; {@code routes/reconcile.camel.yaml} makes the runs.
 */
public final class ReconcileSchedules extends RouteBuilder {
  private final Agenda agenda;
  private final ZoneId zone;

  /** Routes for an agenda's schedules. */
  public ReconcileSchedules(Agenda agenda, ZoneId zone) {
    this.agenda = agenda;
    this.zone = zone;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    int n = 0;
    for (String cron : agenda.schedules().keySet()) {
      n++;
      from("quartz:reconcile-at-"
              + n
              + "?cron="
              + text(cron)
              + "&trigger.timeZone="
              + text(zone.getId()))
          .routeId("reconcile-at-" + n)
          .description("Says when the time of " + cron + " has come")
          .process(exchange -> agenda.fired(cron));
    }
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
