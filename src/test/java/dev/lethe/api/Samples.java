package dev.lethe.api;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.AuditView;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.LaneView;
import dev.lethe.operate.Page;
import dev.lethe.operate.ProbeView;
import dev.lethe.operate.ReceiptVerdict;
import dev.lethe.operate.Replayed;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.RunView;
import dev.lethe.operate.StatusView;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An answer for each of the operations. */
final class Samples {
  static final Instant WHEN = Instant.parse("2026-03-03T08:15:30.250Z");

  private Samples() {}

  /** Operations that answer all there is. */
  static StubOperations stub() {
    StubOperations stub = new StubOperations();
    stub.answer("status", status());
    stub.answer("submit", new Submitted("离职名单 3-1f0c9d3e", false));
    stub.answer("plan", plan());
    stub.answer("requests", new Page<>(List.of(request()), "42"));
    stub.answer("request", request());
    stub.answer("items", new Page<>(List.of(item()), null));
    stub.answer("approve", request());
    stub.answer("cancel", request());
    stub.answer("deadLetters", new Page<>(List.of(item()), "a&b>c"));
    stub.answer("replay", new Replayed("replay-1f0c9d3e", 3, 1));
    stub.answer("lanes", List.of(lane()));
    stub.answer("pause", lane());
    stub.answer("resume", lane());
    stub.answer("probe", probe());
    stub.answer("reconcile", run());
    stub.answer("runs", new Page<>(List.of(run()), null));
    stub.answer("verify", new ReceiptVerdict("leavers-1f0c9d3e", "VALID", List.of()));
    stub.answer("audit", new Page<>(List.of(audit()), null));
    return stub;
  }

  static RequestView request() {
    return new RequestView(
        "leavers-1f0c9d3e",
        "leavers.csv",
        "1f".repeat(32),
        "HELD",
        3,
        2,
        Map.of("yunke", Map.of(ItemState.HELD, 2L, ItemState.REJECTED, 1L)),
        true,
        "ada",
        WHEN,
        null,
        "3 rows are more than 2.",
        null,
        null);
  }

  static ItemView item() {
    return new ItemView(
        "leavers-1f0c9d3e",
        1,
        "yunke",
        "U…1",
        true,
        null,
        ItemState.REFUSED,
        "30006",
        "The vendor does not know it.",
        2,
        WHEN,
        null);
  }

  private static StatusView status() {
    return new StatusView(
        "1.0",
        true,
        false,
        WHEN,
        List.of(new StatusView.Part("ledger", "UP", null)),
        Map.of("HELD", 1L),
        2,
        true);
  }

  private static LaneView lane() {
    return new LaneView(
        "yunke",
        "Yunke",
        "PAUSED",
        true,
        "Paused by ada.",
        "paused",
        WHEN,
        null,
        0,
        2,
        WHEN,
        null,
        1.5,
        List.of(0L, 3L));
  }

  private static ProbeView probe() {
    return new ProbeView(
        "yunke", false, List.of(new ProbeView.Step("login", false, "20001", "Check the key.")));
  }

  private static RunView run() {
    return new RunView(0, "DEMAND", List.of("yunke"), "ada", null, null, null, Map.of(), null);
  }

  private static AuditView audit() {
    return new AuditView(7, WHEN, "APPROVED", "NEWS", "leavers-1f0c9d3e", null, "ada", "Approved.");
  }

  private static Plan plan() {
    return new Plan(
        "leavers-1f0c9d3e",
        "leavers.json",
        "1f".repeat(32),
        WHEN,
        2,
        List.of(),
        List.of(),
        Map.of("yunke", new Plan.OfVendor(1, 0, Map.of("malformed", 1L), 1, 1, 1, 1.0, 1.0)),
        Map.of(),
        false,
        List.of(),
        List.of(),
        1.0,
        "Retries.",
        List.of(new Plan.RejectedRow(2, "malformed")));
  }
}
