package dev.lethe.console;

import dev.lethe.evidence.Digests;
import dev.lethe.operate.AuditView;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.LaneView;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.ProbeView;
import dev.lethe.operate.ReceiptVerdict;
import dev.lethe.operate.Replayed;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.RunView;
import dev.lethe.operate.StatusView;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that never was: what it is asked is written down, what it says comes from a test. */
final class StubOperations implements Operations {
  final List<String> asked = new ArrayList<>();
  final Map<String, RequestView> requests = new LinkedHashMap<>();
  final List<ItemView> items = new ArrayList<>();
  final Map<String, LaneView> lanes = new LinkedHashMap<>();
  final List<RunView> runs = new ArrayList<>();
  final List<AuditView> events = new ArrayList<>();
  StatusView status = Samples.status();
  @Nullable OperationException refusal;

  /** As a test finds it. */
  synchronized void reset() {
    asked.clear();
    requests.clear();
    items.clear();
    lanes.clear();
    runs.clear();
    events.clear();
    status = Samples.status();
    refusal = null;
    Samples.requests().forEach(request -> requests.put(request.id(), request));
    Samples.lanes().forEach(lane -> lanes.put(lane.vendor(), lane));
    items.addAll(Samples.items());
    runs.addAll(Samples.runs());
    events.addAll(Samples.events());
  }

  @Override
  public StatusView status() {
    return status;
  }

  @Override
  public Submitted submit(Submission submission, InputStream content) throws IOException {
    String sha256 = Digests.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    note("submit", submission.name() + " " + sha256.substring(0, 8), submission.by());
    String id = "leavers-" + sha256.substring(0, 8);
    requests.put(id, Samples.request(id, "OPEN", submission.by(), Samples.underWay()));
    return new Submitted(id, false);
  }

  @Override
  public Plan plan(Submission submission, InputStream content) throws IOException {
    String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    note("plan", submission.name() + " for " + submission.vendor(), submission.by());
    return Samples.plan(submission.name(), Digests.of(text), text.lines().count() - 1);
  }

  @Override
  public Page<RequestView> requests(RequestQuery query) {
    return new Page<>(
        requests.values().stream()
            .filter(request -> query.state() == null || query.state().equals(request.state()))
            .toList(),
        null);
  }

  @Override
  public RequestView request(String id) {
    return Optional.ofNullable(requests.get(id))
        .orElseThrow(
            () -> new OperationException(Kind.NOT_FOUND, "There is no request of this id."));
  }

  @Override
  public Page<ItemView> items(ItemQuery query) {
    if (request(query.request()).state().equals("SUBMITTED")) {
      throw new OperationException(
          Kind.NOT_FOUND, "There is no request of this id in this ledger.");
    }
    if (query.reveal()) {
      note("reveal", query.request(), query.by());
    }
    return page(
        items.stream()
            .filter(item -> query.states().isEmpty() || query.states().contains(item.state()))
            .map(item -> query.reveal() ? Samples.revealed(item) : item)
            .toList(),
        query.page());
  }

  @Override
  public RequestView approve(String id, Decision decision) {
    return decide("approve", id, decision, "OPEN");
  }

  @Override
  public RequestView cancel(String id, Decision decision) {
    return decide("cancel", id, decision, "REPORTED");
  }

  private RequestView decide(String what, String id, Decision decision, String state) {
    refuse();
    note(what, id + ": " + decision.reason(), decision.by());
    RequestView decided = Samples.in(request(id), state);
    requests.put(id, decided);
    return decided;
  }

  @Override
  public Page<ItemView> deadLetters(DeadLetterQuery query) {
    if (query.reveal()) {
      note("reveal", "dead letters", query.by());
    }
    return page(
        items.stream()
            .filter(item -> item.state().isDeadLetter() && item.replayedAs() == null)
            .filter(item -> query.vendor() == null || query.vendor().equals(item.vendor()))
            .filter(item -> query.outcome() == null || query.outcome() == item.state())
            .filter(item -> query.code() == null || query.code().equals(item.code()))
            .filter(item -> query.request() == null || query.request().equals(item.request()))
            .map(item -> query.reveal() ? Samples.revealed(item) : item)
            .toList(),
        query.page());
  }

  @Override
  public Replayed replay(DeadLetterQuery query, Decision decision) {
    refuse();
    long rows = deadLetters(query).items().size();
    note("replay", rows + " of " + query.vendor() + ": " + decision.reason(), decision.by());
    String id = "replay-20261121-1";
    requests.put(id, Samples.request(id, "OPEN", decision.by(), Samples.underWay()));
    return new Replayed(id, rows, 1);
  }

  @Override
  public List<LaneView> lanes() {
    return List.copyOf(lanes.values());
  }

  @Override
  public LaneView pause(String vendor, Decision decision) {
    refuse();
    note("pause", vendor + ": " + decision.reason(), decision.by());
    return Objects.requireNonNull(lanes.get(vendor));
  }

  @Override
  public LaneView resume(String vendor, Decision decision) {
    refuse();
    note("resume", vendor + ": " + decision.reason(), decision.by());
    return Objects.requireNonNull(lanes.get(vendor));
  }

  @Override
  public ProbeView probe(String vendor, Decision decision) {
    refuse();
    note("probe", vendor, decision.by());
    return new ProbeView(
        vendor,
        false,
        List.of(
            new ProbeView.Step("address", true, null, "The address answers."),
            new ProbeView.Step(
                "login", false, "70003", "The signature is no good. Check the secret key.")));
  }

  @Override
  public RunView reconcile(List<String> vendors, Decision decision) {
    refuse();
    note("reconcile", vendors + ": " + decision.reason(), decision.by());
    return runs.get(0);
  }

  @Override
  public Page<RunView> runs(PageQuery query) {
    return new Page<>(runs, null);
  }

  @Override
  public ReceiptVerdict verify(String receipt) {
    return new ReceiptVerdict(null, "INCOMPLETE", List.of());
  }

  @Override
  public Page<AuditView> audit(PageQuery query) {
    return new Page<>(events, null);
  }

  private void note(String what, String about, String by) {
    asked.add(by + " " + what + " " + about);
  }

  private void refuse() {
    if (refusal != null) {
      throw refusal;
    }
  }

  private static Page<ItemView> page(List<ItemView> all, PageQuery query) {
    int from = query.after() == null ? 0 : Integer.parseInt(query.after());
    int to = Math.min(all.size(), from + query.limit());
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
