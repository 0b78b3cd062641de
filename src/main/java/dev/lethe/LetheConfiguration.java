package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.command.Orders;
import dev.lethe.event.EventKind;
import dev.lethe.event.EventLog;
import dev.lethe.event.Events;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.Retention;
import dev.lethe.evidence.SigningKey;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import dev.lethe.health.HealthContributors;
import dev.lethe.health.HealthSource;
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
import dev.lethe.lane.Asking;
import dev.lethe.lane.CallRoutes;
import dev.lethe.lane.CheckRoutes;
import dev.lethe.lane.LaneNews;
import dev.lethe.lane.LaneRoutes;
import dev.lethe.lane.LaneShutdown;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.PopulationRoutes;
import dev.lethe.lane.Populations;
import dev.lethe.lane.ReplyReader;
import dev.lethe.lane.RouteAsking;
import dev.lethe.lane.VendorHttpClients;
import dev.lethe.lane.VerifyRoutes;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerCheck;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.outcome.Reporter;
import dev.lethe.outcome.RequestFiles;
import dev.lethe.plan.DryRun;
import dev.lethe.plan.Planner;
import dev.lethe.reconcile.Agenda;
import dev.lethe.reconcile.ExpectedAbsent;
import dev.lethe.reconcile.Meters;
import dev.lethe.reconcile.ReconcileSchedules;
import dev.lethe.reconcile.Reconciler;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.ReconcileBinder;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.SourcePlan;
import dev.lethe.settings.VendorAddresses;
import dev.lethe.settings.VendorBinder;
import dev.lethe.source.SourceRoutes;
import dev.lethe.source.Sources;
import dev.lethe.start.HomeLock;
import dev.lethe.start.RouteChecks;
import dev.lethe.start.StartReport;
import dev.lethe.time.DueTimes;
import dev.lethe.time.SteadyClock;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendors;
import dev.lethe.vendor.ciopaas.CiopaasBodies;
import dev.lethe.vendor.ciopaas.CiopaasLogin;
import dev.lethe.vendor.longlonglong.BearerTokens;
import dev.lethe.vendor.sf.SfSignature;
import dev.lethe.vendor.tencent.TencentUserSigs;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the engine is made of. Bean names that routes use are the methods' names here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetheSettings.class)
public class LetheConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LetheConfiguration.class);

  /** The machine's own, for signatures, which vendors compare with clocks of theirs. */
  @Bean(defaultCandidate = false)
  Clock wallClock() {
    return Clock.systemUTC();
  }

  @Bean
  SteadyClock clock(@Qualifier("wallClock") Clock wallClock) {
    return new SteadyClock(wallClock);
  }

  @Bean
  Health health(Clock clock, ObjectProvider<HealthSource> sources) {
    return new Health(clock, () -> sources.orderedStream().toList());
  }

  @Bean
  HealthContributors letheHealthContributor(Health health) {
    return new HealthContributors(health);
  }

  @Bean
  LedgerHealth ledgerHealth(Health health) {
    return new LedgerHealth(health);
  }

  @Bean
  ObjectMapper objectMapper() {
    return new ObjectMapper();
  }

  @Bean
  Vendors vendors(
      ConfigurableEnvironment environment,
      LetheSettings settings,
      ObjectProvider<VendorAddresses> simulated) {
    simulated.ifAvailable(addresses -> addresses.addTo(environment));
    return new VendorBinder(environment, settings).bind();
  }

  @Bean
  HomeLock homeLock(LetheSettings settings) {
    return HomeLock.of(settings.home());
  }

  // The lock is asked for so that it is held before the ledger is opened and until it is closed.
  @Bean
  Ledger ledger(LetheSettings settings, HomeLock lock, Clock clock, LedgerHealth health) {
    LedgerCheck.quick(settings.ledgerUrl());
    Ledger ledger = SqliteLedger.open(settings.ledgerUrl(), clock, health);
    long inFlight = ledger.recover(clock.instant());
    if (inFlight > 0) {
      LOG.info(
          "{} rows were in flight when Lethe stopped; what became of them is looked into first",
          inFlight);
    }
    return ledger;
  }

  @Bean
  Events events(Ledger ledger, CamelContext context) {
    return new Events(List.of(new EventLog(), ledger::note, new Alerts(context)));
  }

  @Bean
  Orders orders(Ledger ledger, Lanes lanes) {
    return new Orders(ledger, Map.of(EventKind.RESUME_ASKED, lanes::resume));
  }

  @Bean
  OrderRoute orderRoute(Orders orders) {
    return new OrderRoute(orders);
  }

  @Bean(initMethod = "start")
  DueTimes dueTimes(Ledger ledger, SteadyClock clock, Vendors vendors) {
    return new DueTimes(
        ledger,
        clock,
        vendors.enabled().stream()
            .map(vendor -> vendor.patience().backoff().max())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
  }

  @Bean
  TokenCache tokenCache(Clock clock) {
    return new TokenCache(clock);
  }

  @Bean
  Lanes lanes(
      Vendors vendors,
      Ledger ledger,
      LedgerHealth ledgerHealth,
      TokenCache tokens,
      Events events,
      Clock clock,
      CamelContext context) {
    Lanes lanes =
        new Lanes(
            vendors,
            vendor -> VerifyRoutes.canVerify(vendor, way -> RouteChecks.begins(context, way)),
            ledger,
            ledgerHealth::isWritable,
            tokens,
            events,
            clock);
    lanes.begin(LaneNews.of(ledger));
    return lanes;
  }

  @Bean
  VerifyRoutes verifyRoutes(Lanes lanes, CamelContext context) {
    return new VerifyRoutes(lanes, way -> RouteChecks.begins(context, way));
  }

  @Bean
  CiopaasLogin ciopaasLogin(@Qualifier("wallClock") Clock clock) {
    return new CiopaasLogin(clock);
  }

  /** Replaceable: SF publishes its formula only inside files for its customers. */
  @Bean
  @ConditionalOnMissingBean
  SfSignature sfSignature() {
    return new SfSignature();
  }

  @Bean
  BearerTokens bearerTokens(@Qualifier("wallClock") Clock clock) {
    return new BearerTokens(clock);
  }

  @Bean
  CiopaasBodies ciopaasBodies(ObjectMapper json) {
    return new CiopaasBodies(json);
  }

  @Bean
  CamelSetup camelSetup(
      Vendors vendors, Lanes lanes, VendorHttpClients clients, SourceRoutes sources) {
    return new CamelSetup(
        new RouteChecks(vendors, sources.calls()), new LaneShutdown(lanes, clients));
  }

  @Bean
  LaneRoutes laneRoutes(Lanes lanes, LetheSettings settings) {
    return new LaneRoutes(lanes, !settings.dryRun());
  }

  @Bean
  StartReport startReport(LetheSettings settings, Vendors vendors) {
    return new StartReport(settings.home(), vendors, settings.dryRun());
  }

  @Bean
  VendorHttpClients vendorHttpClients() {
    return new VendorHttpClients();
  }

  @Bean
  CallRoutes callRoutes(
      Lanes lanes, TokenCache tokens, VendorHttpClients clients, ObjectMapper json, Clock clock) {
    return new CallRoutes(lanes, tokens, clients, new ReplyReader(json, clock), clock);
  }

  @Bean
  Inbox inbox(LetheSettings settings) throws IOException {
    Inbox inbox = new Inbox(settings.home());
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
            populations::of));
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
  PopulationRoutes populationRoutes(Lanes lanes) {
    return new PopulationRoutes(lanes);
  }

  @Bean
  Populations populations(
      Lanes lanes, TokenCache tokens, Clock clock, PopulationRoutes populationRoutes) {
    return new Populations(lanes, tokens, clock, populationRoutes);
  }

  @Bean
  Reporter reporter(Ledger ledger, Clock clock, Health health) {
    return new Reporter(ledger, clock, health);
  }

  @Bean
  SigningKey signingKey(LetheSettings settings, Ledger ledger) {
    return ReceiptKeys.below(settings.home()).signing(!ledger.receipts(0, 1).isEmpty());
  }

  @Bean
  RequestFiles requestFiles(
      Ledger ledger, LetheSettings settings, ObjectMapper json, SigningKey key, Clock clock) {
    return new RequestFiles(ledger, settings.home(), json, key, clock);
  }

  @Bean
  SubjectKey subjectKey(Ledger ledger, LetheSettings settings) {
    return SubjectKey.below(settings.home(), ledger.hasRetired());
  }

  @Bean
  Retention retention(Ledger ledger, SubjectKey key, LetheSettings settings, Clock clock) {
    return new Retention(ledger, key, settings.retention().after().orElse(null), clock);
  }

  @Bean
  FaultLog retentionFaults() {
    return new FaultLog("retention", "It goes on where it ended, an hour later; no row is lost.");
  }

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

  // Where files are only planned, no row of a source may be marked.
  @Bean
  Sources sources(
      ConfigurableEnvironment environment, LetheSettings settings, Ledger ledger, Clock clock) {
    List<SourcePlan> plans = new SourceBinder(environment).bind();
    if (settings.dryRun() && !plans.isEmpty()) {
      LOG.warn("lethe.dry-run is on: {} sources are not read", plans.size());
      plans = List.of();
    }
    return new Sources(plans, settings.home(), ledger, clock);
  }

  @Bean
  SourceRoutes sourceRoutes(Sources sources, @Qualifier("sourceFaults") FaultLog faults) {
    return new SourceRoutes(sources.plans(), faults);
  }

  @Bean
  FaultLog sourceFaults() {
    return new FaultLog(
        "a source", "No row of it is lost or sent twice; it is tried again at its next time.");
  }

  @Bean
  TencentUserSigs tencentUserSigs(@Qualifier("wallClock") Clock clock) {
    return new TencentUserSigs(clock);
  }

  @Bean
  QueryText query() {
    return new QueryText();
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

  @Bean
  FaultLog laneFaults() {
    return new FaultLog("a lane", "Its rows stay due and are claimed as soon as that works.");
  }

  @Bean
  FaultLog orderFaults() {
    return new FaultLog("orders", "What commands ask of this service is done when that works.");
  }

  @Bean
  FaultLog alertFaults() {
    return new FaultLog("alerts", "Its events are in this log and in the ledger all the same.");
  }

  @Bean
  FaultLog receiptFaults() {
    return new FaultLog("receipts", "The files are written again as soon as that works.");
  }
}
