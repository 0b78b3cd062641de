package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.event.Events;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import dev.lethe.health.LedgerHealth;
import dev.lethe.intake.Inbox;
import dev.lethe.intake.InboxPolls;
import dev.lethe.intake.Intake;
import dev.lethe.intake.IntakeFaults;
import dev.lethe.intake.IntakeGate;
import dev.lethe.intake.OpenFiles;
import dev.lethe.intake.RowCheck;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.intake.StableFiles;
import dev.lethe.lane.Populations;
import dev.lethe.ledger.Ledger;
import dev.lethe.meter.IntakeMeters;
import dev.lethe.plan.DryRun;
import dev.lethe.plan.Planner;
import dev.lethe.settings.LetheSettings;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a file in the inbox to rows in the ledger, or to a plan. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  @Bean
  IntakeMeters intakeMeters(MeterRegistry registry) {
    return new IntakeMeters(registry);
  }

  @Bean
  Inbox inbox(LetheSettings settings, IntakeMeters meters) throws IOException {
    Inbox inbox = new Inbox(settings.home(), meters);
    inbox.prepare();
    return inbox;
  }

  @Bean
  StableFiles stableFiles(LetheSettings settings, Inbox inbox) {
    return new StableFiles(settings.intake().stableFor(), new OpenFiles(inbox.folder()));
  }

  @Bean
  Intake intake(
      LetheSettings settings,
      Ledger ledger,
      Vendors vendors,
      Populations populations,
      IntakeMeters meters,
      Clock clock) {
    return new Intake(
        ledger,
        new RowCheck(vendors),
        clock,
        settings.intake().chunk(),
        new SafetyCaps(
            settings.safety().maxItemsPerRequest(),
            settings.safety().timeZone(),
            vendors,
            populations::of),
        meters);
  }

  @Bean
  DryRun dryRun(
      LetheSettings settings,
      Ledger ledger,
      Vendors vendors,
      Inbox inbox,
      ObjectMapper json,
      Clock clock) {
    SafetyCaps caps =
        SafetyCaps.unasked(
            settings.safety().maxItemsPerRequest(), settings.safety().timeZone(), vendors);
    Planner planner = new Planner(vendors, caps, settings.routes(), ledger, clock);
    return new DryRun(planner, inbox, settings.home(), json, settings.dryRun());
  }

  @Bean
  IntakeFaults intakeFaults(
      @Qualifier("stableFiles") StableFiles files,
      @Qualifier("intakeLog") FaultLog log,
      IntakeGate gate) {
    return new IntakeFaults(files, log, gate);
  }

  @Bean
  IntakeGate intakeGate(
      Inbox inbox,
      LetheSettings settings,
      Ledger ledger,
      LedgerHealth ledgerHealth,
      Health health,
      Events events,
      Clock clock) {
    return IntakeGate.of(
        inbox,
        settings.disks(),
        settings.intake().minFree(),
        ledger,
        ledgerHealth,
        health,
        events,
        clock);
  }

  @Bean
  InboxPolls inboxPolls(
      IntakeGate gate, IntakeFaults faults, @Qualifier("intakeLog") FaultLog log) {
    return new InboxPolls(gate, faults, log);
  }

  @Bean
  FaultLog intakeLog() {
    return new FaultLog(
        "intake",
        "The file stays in the inbox and is tried again; no row of it is lost or sent twice.");
  }
}
