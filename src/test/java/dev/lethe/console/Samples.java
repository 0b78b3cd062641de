package dev.lethe.console;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.AuditView;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.LaneView;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.RunView;
import dev.lethe.operate.StatusView;
import dev.lethe.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A day at an office, with something of every kind. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final String SHA256 =
      "9f2c41d7a0b8e6537712cafe55aa90d1e2f3c4b5a697887960514233241506f7";

  private Samples() {}

  static StatusView status() {
    return new StatusView(
        "1.0.0",
        true,
        false,
        NOW.minusSeconds(86_400),
        List.of(
            new StatusView.Part("ledger", "UP", null),
            new StatusView.Part("intake", "UP", null),
            new StatusView.Part(
                "lane:tencent-im",
                "DEGRADED",
                "Deleting accounts is not switched on for the app. Its items stay due. Switch it on"
                    + " in Tencent's console; it probes by itself.")),
        Map.of("HELD", 2L, "OPEN", 1L, "REPORTED", 3L),
        11_842,
        true);
  }

  static Map<String, Map<ItemState, Long>> underWay() {
    Map<String, Map<ItemState, Long>> counts = new TreeMap<>();
    counts.put(
        "longlonglong",
        Map.of(
            ItemState.DELETED, 812L,
            ItemState.ALREADY_ABSENT, 40L,
            ItemState.REFUSED, 9L,
            ItemState.UNKNOWN, 12L,
            ItemState.SENT, 100L,
            ItemState.PENDING, 227L));
    counts.put(
        "tencent-im",
        Map.of(ItemState.DELETED, 1400L, ItemState.EXHAUSTED, 3L, ItemState.PENDING, 1597L));
    counts.put("yunke", Map.of(ItemState.DELETED, 190L, ItemState.REJECTED, 10L));
    return counts;
  }

  static RequestView request(
      String id, String state, @Nullable String by, Map<String, Map<ItemState, Long>> counts) {
    long rows = counts.values().stream().flatMap(c -> c.values().stream()).mapToLong(n -> n).sum();
    long open =
        counts.values().stream()
            .flatMap(c -> c.entrySet().stream())
            .filter(entry -> !entry.getKey().isFinal())
            .mapToLong(Map.Entry::getValue)
            .sum();
    boolean ended = state.equals("REPORTED");
    return new RequestView(
        id,
        id.replaceFirst("-[0-9a-f]{8}$", "") + ".csv",
        SHA256,
        state,
        rows,
        open,
        counts,
        true,
        by,
        NOW.minusSeconds(1860),
        ended ? NOW.minusSeconds(60) : null,
        state.equals("HELD")
            ? "9,800 rows for tencent-im today are more than its cap of 5,000."
            : null,
        null,
        null);
  }

  static List<RequestView> requests() {
    return List.of(
        request("leavers-november-9f2c41d7", "OPEN", "mei", underWay()),
        request(
            "closed-tenant-eddccca8",
            "HELD",
            "ann",
            Map.of("tencent-im", Map.of(ItemState.HELD, 9800L))),
        request("离职名单-27e2e26d", "HELD", "admin", Map.of("yunke", Map.of(ItemState.HELD, 10_240L))),
        request(
            "erasure-requests-with-a-rather-long-name-that-somebody-typed-in-a-hurry-68367d3e",
            "REPORTED",
            null,
            Map.of(
                "digelao", Map.of(ItemState.DELETED, 3L),
                "sf-express", Map.of(ItemState.ALREADY_ABSENT, 1L, ItemState.REFUSED, 1L))),
        request("newcomers-0f3eefd3", "SUBMITTED", "mei", Map.of()),
        request(
            "declined-94189dd4",
            "REPORTED",
            "mei",
            Map.of("tencent-im", Map.of(ItemState.CANCELLED, 250L))));
  }

  static RequestView in(RequestView was, String state) {
    return new RequestView(
        was.id(),
        was.source(),
        was.sha256(),
        state,
        was.rows(),
        was.open(),
        was.counts(),
        true,
        was.submittedBy(),
        was.receivedAt(),
        was.finalAt(),
        was.heldReason(),
        "ben",
        "checked");
  }

  static List<ItemView> items() {
    List<ItemView> items = new ArrayList<>();
    items.add(item(1, "tencent-im", "us…01", ItemState.DELETED, null, null));
    items.add(
        item(
            2,
            "yunke",
            "xi…ly",
            ItemState.REJECTED,
            "protected",
            "The subject is on the list of those that are never deleted. Nothing was sent."));
    items.add(
        item(
            3,
            "longlonglong",
            "17…58",
            ItemState.REFUSED,
            "6007",
            "The number is in a call task that runs. Stop the task, then send it again."));
    items.add(
        item(
            4,
            "sf-express",
            "zh…an",
            ItemState.EXHAUSTED,
            "http-5xx",
            "The vendor's server failed."));
    items.add(item(5, "tencent-im", "us…05", ItemState.PENDING, null, null));
    IntStream.rangeClosed(6, 70)
        .mapToObj(row -> item(row, "tencent-im", "us…" + row, ItemState.DELETED, null, null))
        .forEach(items::add);
    return items;
  }

  private static ItemView item(
      int row,
      String vendor,
      String subject,
      ItemState state,
      @Nullable String code,
      @Nullable String detail) {
    return new ItemView(
        "leavers-november-9f2c41d7",
        row,
        vendor,
        subject,
        true,
        row == 3 ? "HR…42" : null,
        state,
        code,
        detail,
        state == ItemState.EXHAUSTED ? 8 : state == ItemState.REJECTED ? 0 : 1,
        state.isFinal() ? NOW.minusSeconds(row) : null,
        null);
  }

  static ItemView revealed(ItemView masked) {
    return new ItemView(
        masked.request(),
        masked.row(),
        masked.vendor(),
        "subject-number-" + masked.row(),
        false,
        masked.reference(),
        masked.state(),
        masked.code(),
        masked.detail(),
        masked.attempts(),
        masked.decidedAt(),
        masked.replayedAs());
  }

  static List<LaneView> lanes() {
    List<Long> busy =
        LongStream.range(0, 60).map(i -> i < 6 ? 0 : 40 + (i * 37) % 60).boxed().toList();
    List<Long> stopped = LongStream.range(0, 60).map(i -> i < 40 ? 50 + i % 7 : 0).boxed().toList();
    List<Long> idle = LongStream.range(0, 60).map(i -> 0L).boxed().toList();
    return List.of(
        lane(
            "tencent-im",
            "Tencent Cloud IM",
            "HALTED",
            false,
            "Deleting accounts is not open for"
                + " the app's plan, or not switched on. Its items stay due and lose no attempt. Switch"
                + " it on in the console, or change the plan.",
            "71000",
            11_597,
            stopped),
        lane("yunke", "Yunke", "OPEN", false, null, null, 0, idle),
        lane("longlonglong", "Longlonglong", "OPEN", false, null, null, 245, busy),
        lane(
            "sf-express",
            "SF Express",
            "PAUSED",
            false,
            "The vendor asks for fewer calls.",
            "http-429",
            12,
            busy),
        lane(
            "digelao",
            "Digelao",
            "PAUSED",
            true,
            "Paused by ann: their office moves today.",
            null,
            30,
            stopped));
  }

  private static LaneView lane(
      String vendor,
      String title,
      String state,
      boolean byOperator,
      @Nullable String reason,
      @Nullable String code,
      long backlog,
      List<Long> recent) {
    return new LaneView(
        vendor,
        title,
        state,
        byOperator,
        reason,
        code,
        NOW.minusSeconds(5400),
        reason == null || byOperator ? null : NOW.plusSeconds(150),
        state.equals("OPEN") && backlog > 0 ? 2 : 0,
        backlog,
        backlog > 0 ? NOW.minusSeconds(95) : null,
        backlog > 100 ? NOW.plusSeconds(20) : null,
        vendor.equals("tencent-im") ? 100 : 1,
        recent);
  }

  static List<RunView> runs() {
    return List.of(
        new RunView(0, "ON_DEMAND", List.of("yunke"), "ann", null, null, null, Map.of(), null),
        new RunView(
            12,
            "SCHEDULED",
            List.of("tencent-im", "yunke"),
            null,
            NOW.minusSeconds(23_000),
            NOW.minusSeconds(22_640),
            "FINDINGS",
            new TreeMap<>(
                Map.of(
                    "tencent-im",
                    new TreeMap<>(
                        Map.of(
                            "CONFIRMED",
                            4210L,
                            "STILL_PRESENT",
                            2L,
                            "REAPPEARED",
                            1L,
                            "calls",
                            44L)),
                    "yunke",
                    new TreeMap<>(Map.of("CONFIRMED", 190L, "UNVERIFIABLE", 3L, "calls", 12L)))),
            "reconcile-20261121T030600Z.html"),
        new RunView(
            11,
            "SCHEDULED",
            List.of(),
            null,
            NOW.minusSeconds(109_400),
            NOW.minusSeconds(109_310),
            "CLEAN",
            Map.of("tencent-im", Map.of("CONFIRMED", 3980L, "calls", 40L)),
            "reconcile-20261120T030600Z.html"));
  }

  static List<AuditView> events() {
    return List.of(
        new AuditView(
            42,
            NOW.minusSeconds(60),
            "REQUEST_HELD",
            "WARNING",
            "closed-tenant-eddccca8",
            null,
            null,
            "9,800 rows for tencent-im today are more than its cap of 5,000. Somebody has to approve it."),
        new AuditView(
            41,
            NOW.minusSeconds(5400),
            "LANE_HALTED",
            "ALERT",
            "tencent-im",
            "71000",
            null,
            "Deleting accounts is not open for the app's plan, or not switched on."),
        new AuditView(
            40,
            NOW.minusSeconds(7200),
            "SOMETHING_NEW",
            "NEWS",
            "digelao",
            null,
            "ann",
            "Paused: their office moves today."));
  }

  static Plan plan(String name, String sha256, long rows) {
    Map<String, Plan.OfVendor> vendors = new TreeMap<>();
    vendors.put("tencent-im", new Plan.OfVendor(rows - 3, 1, Map.of(), 1, 1, 0, 100, 0.01));
    vendors.put(
        "yunke",
        new Plan.OfVendor(0, 0, Map.of("protected", 1L, "missing-subject", 1L), 0, 0, 1, 1, 1));
    return new Plan(
        "leavers-" + sha256.substring(0, 8),
        name,
        sha256,
        NOW,
        rows,
        List.of(),
        List.of("leavers-old-" + sha256.substring(0, 8)),
        vendors,
        Map.of("unknown-vendor", 1L),
        true,
        List.of("12 rows for tencent-im today are more than its cap of 10."),
        List.of("Whether the share of a vendor's accounts is over its cap: that takes a call."),
        4210,
        "retries, verification, and other requests",
        List.of(new Plan.RejectedRow(2, "protected"), new Plan.RejectedRow(4, "missing-subject")));
  }
}
