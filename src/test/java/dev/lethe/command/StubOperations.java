package dev.lethe.command;

import dev.lethe.ledger.ItemState;
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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Lethe that says what a test puts into it, and keeps what it is asked. */
final class StubOperations implements Operations {
  static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

  final List<String> asked = new ArrayList<>();

  /** What is said of a request, one after the other; the last again and again. */
  final Deque<Object> requests = new ArrayDeque<>();

  boolean well = true;
  String laneState = "OPEN";

  static RequestView request(String state, Map<ItemState, Long> counts) {
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    long open =
        counts.entrySet().stream()
            .filter(entry -> !entry.getKey().isFinal())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new RequestView(
        "leavers-1",
        "leavers.csv",
        "0".repeat(64),
        state,
        rows,
        open,
        Map.of("yunke", counts),
        true,
        "ann",
        AT,
        null,
        "HELD".equals(state) ? "More than 10 rows." : null,
        null,
        null);
  }

  @Override
  public StatusView status() {
    return new StatusView(
        "1.0",
        true,
        false,
        AT,
        List.of(
            new StatusView.Part("ledger", "UP", null),
            new StatusView.Part(
                "lane:yunke", well ? "UP" : "DOWN", well ? null : "Wrong password. Mend it.")),
        Map.of("HELD", 1L),
        7,
        true);
  }

  @Override
  public Submitted submit(Submission submission, InputStream content) throws IOException {
    String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    asked.add("submit " + submission + " " + text.strip());
    if (text.isEmpty()) {
      throw new OperationException(Kind.INVALID, "The file is empty.");
    }
    return new Submitted("leavers-1", false);
  }

  @Override
  public Plan plan(Submission submission, InputStream content) {
    throw new OperationException(Kind.UNAVAILABLE, "not in this stub");
  }

  @Override
  public Page<RequestView> requests(RequestQuery query) {
    asked.add("requests " + query);
    return query.page().after() == null
        ? new Page<>(List.of(), "m1")
        : new Page<>(List.of(request("OPEN", Map.of(ItemState.PENDING, 2L))), "m2");
  }

  @Override
  public RequestView request(String id) {
    Object next = requests.size() > 1 ? requests.removeFirst() : requests.getFirst();
    if (next instanceof RuntimeException failure) {
      throw failure;
    }
    return (RequestView) next;
  }

  @Override
  public Page<ItemView> items(ItemQuery query) {
    return new Page<>(List.of(), null);
  }

  @Override
  public RequestView approve(String id, Decision decision) {
    asked.add("approve " + id + " " + decision);
    if (id.equals("own")) {
      throw new OperationException(Kind.FORBIDDEN, "Whoever handed it in cannot approve it.");
    }
    return request("OPEN", Map.of(ItemState.PENDING, 2L));
  }

  @Override
  public RequestView cancel(String id, Decision decision) {
    asked.add("cancel " + id + " " + decision);
    return request("FINAL", Map.of(ItemState.CANCELLED, 2L));
  }

  @Override
  public Page<ItemView> deadLetters(DeadLetterQuery query) {
    asked.add("deadLetters " + query);
    return new Page<>(
        List.of(
            new ItemView(
                "leavers-1",
                3,
                "yunke",
                "z…i",
                true,
                null,
                ItemState.REFUSED,
                "70402",
                "The vendor says that this account\u001b[31m may not be deleted.",
                1,
                AT,
                null)),
        null);
  }

  @Override
  public Replayed replay(DeadLetterQuery query, Decision decision) {
    asked.add("replay " + query + " " + decision);
    return new Replayed("replay-1", 4, 1);
  }

  @Override
  public List<LaneView> lanes() {
    return List.of(lane());
  }

  private LaneView lane() {
    return new LaneView(
        "yunke", "Yunke", laneState, false, null, null, AT, null, 1, 12, AT, null, 5, List.of());
  }

  @Override
  public LaneView pause(String vendor, Decision decision) {
    asked.add("pause " + vendor + " " + decision);
    return lane();
  }

  @Override
  public LaneView resume(String vendor, Decision decision) {
    asked.add("resume " + vendor + " " + decision);
    return lane();
  }

  @Override
  public ProbeView probe(String vendor, Decision decision) {
    asked.add("probe " + vendor);
    return new ProbeView(
        vendor, well, List.of(new ProbeView.Step("login", well, well ? null : "20004", "Said.")));
  }

  @Override
  public RunView reconcile(List<String> vendors, Decision decision) {
    asked.add("reconcile " + vendors + " " + decision);
    if (vendors.contains("nobody")) {
      throw new OperationException(Kind.NOT_FOUND, "There is no vendor 'nobody'.");
    }
    return run(0, null);
  }

  @Override
  public Page<RunView> runs(PageQuery query) {
    return new Page<>(
        asked.isEmpty() ? List.of(run(3, "DIFFERENCES")) : List.of(run(4, "CLEAN"), run(3, "x")),
        null);
  }

  private static RunView run(long no, @Nullable String conclusion) {
    return new RunView(no, "DEMAND", List.of("yunke"), "admin", AT, AT, conclusion, Map.of(), null);
  }

  @Override
  public ReceiptVerdict verify(String receipt) {
    return new ReceiptVerdict("leavers-1", receipt.contains("x") ? "BROKEN" : "VALID", List.of());
  }

  @Override
  public Page<AuditView> audit(PageQuery query) {
    return new Page<>(List.of(), null);
  }
}
