package dev.lethe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.Batch;
import dev.lethe.lane.LaneWatch;
import dev.lethe.lane.Settled;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendors;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LaneMetersTest {
  private static final int ROWS = 100;
  private static final int BATCHES = 2_000;

  private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void rowsAreCountedByWhatBecameOfThem() {
    LaneMeters meters = new LaneMeters(registry, "yunke");
    LaneWatch.Trip trip = meters.begins(batch());

    trip.settled(
        new Settled(
            "ANSWERED",
            "",
            List.of(
                settlement(1, ItemState.DELETED, "DELETED"),
                settlement(2, ItemState.DELETED, "DELETED"),
                settlement(3, ItemState.REFUSED, "REFUSED"),
                settlement(4, ItemState.UNKNOWN, "UNKNOWN"),
                settlement(5, ItemState.PENDING, null))));

    assertThat(counter("lethe.items", "outcome", "deleted")).isEqualTo(2);
    assertThat(counter("lethe.items", "outcome", "refused")).isEqualTo(1);
    assertThat(counter("lethe.dead.letters", "vendor", "yunke")).isEqualTo(1);
    // The last one was not sent, so it is not sent again.
    assertThat(counter("lethe.retries", "vendor", "yunke")).isEqualTo(1);
  }

  @Test
  void whateverStatusAVendorAnswersThereAreOnlySoManyTimers() {
    LaneMeters meters = new LaneMeters(registry, "yunke");

    IntStream.range(100, 600).forEach(status -> meters.called("http-" + status, 1));

    assertThat(registry.find("lethe.vendor.call").timers())
        .extracting(timer -> timer.getId().getTag("result"))
        .containsExactlyInAnyOrder(
            "answered", "http-1xx", "http-2xx", "http-3xx", "http-4xx", "http-5xx");
  }

  @Test
  void whateverCodeAVendorInventsThereAreNoMoreMetersThanRowsInItsTable() {
    Vendors vendors = BoundSettings.vendors(BoundSettings.DELIVERED, BoundSettings.tencentArgs());
    EventMeters meters = new EventMeters(registry, vendors);
    TestClock clock = new TestClock();

    for (int code = 0; code < 5_000; code++) {
      String spoken = code % 2 == 0 ? "9" + code : "*: a text of " + code + " characters";
      meters.accept(
          Event.of(clock.instant(), EventKind.LANE_HALTED, "tencent-im", spoken, "halted"));
    }

    List<String> codes =
        registry.find("lethe.lane.halts").counters().stream()
            .map(counter -> String.valueOf(counter.getId().getTag("code")))
            .toList();
    assertThat(codes).hasSizeLessThan(20).noneMatch(code -> code.contains("characters"));
    assertThat(
            registry.find("lethe.lane.halts").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum())
        .isEqualTo(5_000);
  }

  @Test
  void countingCostsLessThanTwoBytesARowAndMakesNoMeters() {
    LaneMeters meters = new LaneMeters(registry, "yunke");
    Batch batch = batch();
    Settled settled = new Settled("ANSWERED", "", deleted());
    run(meters, batch, settled); // Until everything is compiled and resolved.
    List<Meter> before = new ArrayList<>(registry.getMeters());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();

    long began = thread.getThreadAllocatedBytes(id);
    run(meters, batch, settled);
    long bytes = thread.getThreadAllocatedBytes(id) - began;

    assertThat((double) bytes / BATCHES / ROWS).isLessThan(2);
    assertThat(registry.getMeters()).hasSameSizeAs(before);
  }

  private static void run(LaneMeters meters, Batch batch, Settled settled) {
    for (int i = 0; i < BATCHES; i++) {
      LaneWatch.Trip trip = meters.begins(batch);
      trip.called(LaneWatch.ANSWERED, 1_000_000);
      trip.settled(settled);
    }
  }

  private static List<Settlement> deleted() {
    return IntStream.range(0, ROWS)
        .mapToObj(n -> settlement(n, ItemState.DELETED, "DELETED"))
        .toList();
  }

  private static Batch batch() {
    return new Batch(
        "yunke-1",
        false,
        false,
        IntStream.range(0, ROWS)
            .mapToObj(n -> new DueItem(n, "subject-" + n, false, Progress.NONE))
            .toList());
  }

  private static Settlement settlement(long key, ItemState state, @Nullable String verdict) {
    return new Settlement(key, state, null, null, verdict, Progress.NONE);
  }

  private double counter(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }
}
