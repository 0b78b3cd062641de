package dev.lethe.operate;

import dev.lethe.callback.CallbackPolicy;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Surroundings.Service;
import dev.lethe.plan.Plan;
import dev.lethe.plan.Planner;
import dev.lethe.settings.LetheSettings;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link Operations} on the ledger: in the service, or beside it. Decides nothing itself; each
 * theme has a class of its own.
 */
public final class LedgerOperations implements Operations {
  private final StatusDesk status;
  private final SubmissionDesk submissions;
  private final RequestDesk requests;
  private final RowDesk rows;
  private final ReplayDesk replays;
  private final LaneDesk lanes;
  private final ReconcileDesk reconciliations;
  private final ReceiptDesk receipts;
  private final Trail trail;

  /** Works on that. */
  public LedgerOperations(Surroundings on) {
    LetheSettings settings = on.settings();
    Vendors vendors = on.vendors();
    Ledger ledger = on.ledger();
    Clock clock = on.clock();
    Service service = on.service();
    Path home = settings.home();
    Books books = new Books(ledger, System::nanoTime);
    LaneLoads loads = new LaneLoads(ledger, vendors, clock, System::nanoTime);
    trail = new Trail(ledger, clock);
    requests = new RequestDesk(ledger, books, trail, home, clock);
    rows = new RowDesk(ledger, requests, trail);
    receipts = new ReceiptDesk(ledger, home);
    reconciliations = new ReconcileDesk(ledger, vendors, trail, home, settings.dryRun(), clock);
    lanes =
        service == null
            ? new LedgerLanes(vendors, loads, ledger, trail)
            : new ServiceLanes(
                service.lanes(), loads, ledger, service.probe(), settings.dryRun(), trail);
    status =
        new StatusDesk(
            ledger,
            books,
            lanes,
            service == null ? null : service.health(),
            service == null ? null : service.startedAt(),
            settings.dryRun(),
            System::nanoTime);
    submissions =
        new SubmissionDesk(
            ledger,
            planner(settings, vendors, ledger, clock),
            new SubmissionNames(vendors),
            new CallbackPolicy(settings.callback()),
            trail,
            home,
            service == null ? () -> {} : service.gate()::pass,
            clock);
    replays = new ReplayDesk(ledger, rows, submissions, trail, clock);
  }

  private static Planner planner(
      LetheSettings settings, Vendors vendors, Ledger ledger, Clock clock) {
    SafetyCaps caps =
        SafetyCaps.unasked(
            settings.safety().maxItemsPerRequest(), settings.safety().timeZone(), vendors);
    return new Planner(vendors, caps, settings.routes(), ledger, clock);
  }

  /**
   * Removes and forgets what an earlier process was cut off in. For the service alone, at its
   * start.
   */
  public void begin() throws IOException {
    submissions.clear();
    replays.clear();
  }

  /** Hands in what was noted and not handed in; called now and then by the service. */
  public void finish() {
    replays.finish();
  }

  @Override
  public StatusView status() {
    return told(status::status);
  }

  @Override
  public Submitted submit(Submission submission, InputStream content) throws IOException {
    try {
      return submissions.submit(submission, content);
    } catch (LedgerException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Plan plan(Submission submission, InputStream content) throws IOException {
    try {
      return submissions.plan(submission, content);
    } catch (LedgerException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Page<RequestView> requests(RequestQuery query) {
    return told(() -> requests.list(query));
  }

  @Override
  public RequestView request(String id) {
    return told(() -> requests.one(id));
  }

  @Override
  public Page<ItemView> items(ItemQuery query) {
    return told(() -> rows.items(query));
  }

  @Override
  public RequestView approve(String id, Decision decision) {
    return told(() -> requests.approve(id, decision));
  }

  @Override
  public RequestView cancel(String id, Decision decision) {
    return told(() -> requests.cancel(id, decision));
  }

  @Override
  public Page<ItemView> deadLetters(DeadLetterQuery query) {
    return told(() -> rows.deadLetters(query));
  }

  @Override
  public Replayed replay(DeadLetterQuery query, Decision decision) {
    return told(() -> replays.replay(query, decision));
  }

  @Override
  public List<LaneView> lanes() {
    return told(lanes::lanes);
  }

  @Override
  public LaneView pause(String vendor, Decision decision) {
    return told(() -> lanes.pause(vendor, decision));
  }

  @Override
  public LaneView resume(String vendor, Decision decision) {
    return told(() -> lanes.resume(vendor, decision));
  }

  @Override
  public ProbeView probe(String vendor, Decision decision) {
    return told(() -> lanes.probe(vendor, decision));
  }

  @Override
  public RunView reconcile(List<String> vendors, Decision decision) {
    return told(() -> reconciliations.ask(vendors, decision));
  }

  @Override
  public Page<RunView> runs(PageQuery query) {
    return told(() -> reconciliations.runs(query));
  }

  @Override
  public ReceiptVerdict verify(String receipt) {
    return told(() -> receipts.verify(receipt));
  }

  @Override
  public Page<AuditView> audit(PageQuery query) {
    return told(() -> trail.audit(query));
  }

  // What the ledger says of itself is a sentence for an operator already.
  private static <T> T told(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (LedgerException e) {
      throw unavailable(e);
    }
  }

  private static OperationException unavailable(LedgerException e) {
    return new OperationException(Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
  }
}
