package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.event.Events;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.fault.FaultLog;
import dev.lethe.intake.Inbox;
import dev.lethe.intake.OpenFiles;
import dev.lethe.intake.StableFiles;
import dev.lethe.lane.Asking;
import dev.lethe.lane.CheckRoutes;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.RouteAsking;
import dev.lethe.ledger.Ledger;
import dev.lethe.reconcile.Agenda;
import dev.lethe.reconcile.ExpectedAbsent;
import dev.lethe.reconcile.Meters;
import dev.lethe.reconcile.ReconcileSchedules;
import dev.lethe.reconcile.Reconciler;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.ReconcileBinder;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.start.RouteChecks;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Asking vendors afterwards whether everybody is gone. */
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
  @Bean
  ReconcilePlan reconcilePlan(
      ConfigurableEnvironment environment, LetheSettings settings, Vendors vendors) {
    return new ReconcileBinder(environment, settings).bind(vendors);
  }

  @Bean
  CheckRoutes checkRoutes(Lanes lanes, SubjectKey key) {
    return new CheckRoutes(lanes, key);
  }

  @Bean
  Asking asking(
      Lanes lanes,
      Ledger ledger,
      TokenCache tokens,
      Clock clock,
      LetheSettings settings,
      CamelContext context) {
    return new RouteAsking(
        lanes,
        ledger,
        tokens,
        clock,
        settings.reconcile().share(),
        !settings.dryRun(),
        context,
        way -> RouteChecks.begins(context, way));
  }

  @Bean
  Agenda agenda(Ledger ledger, ReconcilePlan plan, Clock clock, LetheSettings settings) {
    return new Agenda(ledger, plan, clock, !settings.dryRun());
  }

  @Bean
  ReconcileSchedules reconcileSchedules(Agenda agenda, ReconcilePlan plan) {
    return new ReconcileSchedules(agenda, plan.zone());
  }

  @Bean
  Meters reconcileMeters(MeterRegistry registry, Ledger ledger) {
    Meters meters = new Meters(registry);
    ledger.runs().newest().ifPresent(run -> meters.set(ledger.runs().figures(run.no()), run));
    return meters;
  }

  @Bean
  Reconciler reconciler(
      Ledger ledger,
      Vendors vendors,
      Asking asking,
      ReconcilePlan plan,
      LetheSettings settings,
      ObjectMapper json,
      Events events,
      Meters meters,
      SubjectKey key,
      Clock clock) {
    return new Reconciler(
        ledger, vendors, asking, plan, settings.home(), json, events, meters, key, clock);
  }

  @Bean
  ExpectedAbsent expectedAbsent(
      Ledger ledger,
      Vendors vendors,
      Asking asking,
      ReconcilePlan plan,
      Reconciler reconciler,
      Inbox inbox,
      LetheSettings settings,
      Events events,
      Clock clock) {
    return new ExpectedAbsent(
        ledger, vendors, asking, plan, reconciler, inbox, settings.home(), events, clock);
  }

  // Its own, since it remembers files by their paths and each poll forgets those it does not see.
  @Bean
  StableFiles stableLists(LetheSettings settings, Inbox inbox) {
    return new StableFiles(settings.intake().stableFor(), new OpenFiles(inbox.folder()));
  }

  @Bean
  FaultLog reconcileFaults() {
    return new FaultLog(
        "reconciliation",
        "Nothing is concluded from what could not be asked; it goes on where it was.");
  }
}
