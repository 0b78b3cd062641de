package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SimulatedVendor;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vendor's rate, by the times at which its calls arrive: never exceeded in any second, wherever
 * that second begins, and used while there is work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaceTest {
  private static final int RATE = 100;
  private static final int STRETCH = 300;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LATENCY = Duration.ofMillis(200);

  private TimerProbe timers;
  private RunningLethe lethe;
  private CiopaasSimulator yunke;

  @BeforeAll
  void start(@TempDir Path home) {
    lethe =
        RunningLethe.start(
            home,
            "--lethe.vendors.tencent-im.rate=" + RATE,
            "--lethe.vendors.tencent-im.concurrency=40",
            "--lethe.vendors.tencent-im.batch-size=1",
            "--lethe.vendors.tencent-im.verify-batch-size=1",
            "--lethe.vendors.tencent-im.backoff.max=2s",
            "--lethe.vendors.yunke.rate=" + RATE,
            "--lethe.vendors.yunke.concurrency=40",
            "--lethe.vendors.yunke.batch-size=1");
    timers = new TimerProbe();
    yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
  }

  @AfterAll
  void stop() {
    timers.close();
    lethe.close();
  }

  @Test
  void deletions_and_verifications_together_keep_the_rate_and_use_it() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(Fault.of(Fault.Kind.LEFT_OUT).probability(0.2).times(1))
                .withLatency(LATENCY, Duration.ZERO));

    CallLog calls = run(lethe.tencent(), "steady", 1_000);

    assertThat(calls.calls(CallKind.VERIFY)).isGreaterThan(150);
    assertThatNoSecondHasMoreThanTheRate(calls);
    assumeMachineWakesInTime();
    assertThat(used(calls, 0)).isGreaterThanOrEqualTo(0.98 * RATE);
  }

  @Test
  void logins_count_too() {
    IntStream.rangeClosed(1, 400).forEach(row -> yunke.accounts().restore("login-" + row));
    yunke.options().keyLife(Duration.ofSeconds(1));
    yunke.faults().set(FaultPlan.NONE.withLatency(Duration.ofMillis(20), Duration.ZERO));

    CallLog calls = run(yunke, "login", 400);

    assertThat(calls.calls(CallKind.LOGIN)).isGreaterThan(2);
    assertThatNoSecondHasMoreThanTheRate(calls);
  }

  @Test
  void after_a_pause_nothing_is_made_up_for_and_nothing_is_lost() {
    CallLog calls = lethe.tencent().calls();
    lethe.tencent().faults().set(FaultPlan.NONE.withLatency(LATENCY, Duration.ZERO));
    drop(lethe.tencent(), "paused", 700);
    await().atMost(Duration.ofSeconds(60)).until(() -> calls.calls() >= 250);
    Fault throttled = Fault.httpStatus(429, Duration.ofSeconds(2)).times(1);
    lethe.tencent().faults().set(FaultPlan.of(throttled).withLatency(LATENCY, Duration.ZERO));

    assertThat(lethe.outcomes("paused")).hasSize(700);

    long[] times = calls.arrivalNanos();
    int resumed =
        IntStream.range(1, times.length)
            .boxed()
            .max(Comparator.comparingLong(call -> times[call] - times[call - 1]))
            .orElseThrow();
    assertThat(times[resumed] - times[resumed - 1]).isGreaterThan(SECOND.toNanos());
    assertThatNoSecondHasMoreThanTheRate(calls);
    assumeMachineWakesInTime();
    // The first call after the pause is a probe, and the lane waits for its answer.
    assertThat(used(calls, resumed + 1)).isGreaterThanOrEqualTo(0.98 * RATE);
  }

  /**
   * Calls are counted where they arrive, in this process. A thread that woke late there saw a call
   * later than it came, so that the second behind it looks fuller by as much; the second is made
   * shorter by the worst of that. That the pacer itself never errs, however late it wakes, is
   * {@code PacerTest}'s.
   */
  private void assertThatNoSecondHasMoreThanTheRate(CallLog calls) {
    assertThat(calls.mostCallsWithin(SECOND.minus(timers.worst())))
        .as("calls in any second, less the %s that a thread woke late", timers.worst())
        .isLessThanOrEqualTo(RATE);
  }

  private void assumeMachineWakesInTime() {
    assumeThat(timers.millisLate())
        .as("milliseconds that this machine wakes a thread late, as other work takes its time")
        .isLessThan(1);
  }

  /**
   * Calls a second in the best stretch of some three seconds after a call. What else the machine
   * does can slow a stretch, but nothing can make one faster than the pace.
   */
  private static double used(CallLog calls, int after) {
    long[] times = calls.arrivalNanos();
    return IntStream.range(after, times.length - STRETCH)
        .mapToDouble(call -> STRETCH * 1e9 / (times[call + STRETCH] - times[call]))
        .max()
        .orElseThrow();
  }

  private CallLog run(SimulatedVendor vendor, String stem, int rows) {
    drop(vendor, stem, rows);
    assertThat(lethe.outcomes(stem)).hasSize(rows);
    return vendor.calls();
  }

  private void drop(SimulatedVendor vendor, String stem, int rows) {
    vendor.calls().clear();
    lethe.drop(
        vendor.name() + "/" + stem + ".txt",
        IntStream.rangeClosed(1, rows)
            .mapToObj(row -> stem + "-" + row)
            .collect(Collectors.joining("\n")));
  }
}
