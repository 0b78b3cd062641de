package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A healthy vendor's lane beside one that is sick, measured by turns in one process: alone, then
 * beside each illness while hundreds of rows wait for the sick vendor, and again.
 *
 * <p>The healthy lane is paced far below what a machine can do, so what is judged is whether it
 * keeps its pace, by the vendor's own log of calls, and not how fast the machine is.
 */
class LaneIsolationTest {
  private static final int ROUNDS = 3;
  private static final int CALLS = 150;
  private static final int RATE = 100;
  private static final int SICK_ROWS = 500;

  /** How the sick vendor is ill. */
  private enum Illness {
    NONE,
    HANGS,
    IS_SLOW,
    ANSWERS_500,
    BREAKS_OFF,
    REFUSES_CONNECTIONS;

    FaultPlan plan() {
      return switch (this) {
        // Longer than the time-out of 2 s.
        case HANGS -> FaultPlan.of(Fault.hang(Duration.ofSeconds(5)));
        case IS_SLOW -> FaultPlan.of(Fault.hang(Duration.ofMillis(1_500)));
        case ANSWERS_500 -> FaultPlan.of(Fault.httpStatus(500));
        case BREAKS_OFF -> FaultPlan.of(Fault.of(Fault.Kind.DROPPED_CONNECTION).afterwards());
        case NONE, REFUSES_CONNECTIONS -> FaultPlan.NONE;
      };
    }
  }

  /** What one round of the healthy lane came to. */
  private record Round(double callsPerSecond, double seconds) {}

  private final TencentImSimulator sick =
      new TencentImSimulator(
          1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC());
  private final SfExpressSimulator healthy =
      new SfExpressSimulator(
          "201905140011898", "isolation-sk", Clock.systemUTC(), new Accounts(subject -> false));
  private SandboxServer sickServer;
  private SandboxServer healthyServer;
  private int drops;

  // Two servers, so that what is shared is Lethe alone.
  @BeforeEach
  void startVendors() throws IOException {
    sickServer = SandboxServer.start(0, List.of(sick));
    healthyServer = SandboxServer.start(0, List.of(healthy));
    healthy.faults().set(FaultPlan.NONE.withLatency(Duration.ofMillis(20), Duration.ofMillis(20)));
  }

  @AfterEach
  void stopVendors() {
    sickServer.close();
    healthyServer.close();
  }

  @Test
  void a_lane_keeps_its_pace_beside_a_sick_vendor(@TempDir Path home) throws Exception {
    try (RunningLethe lethe = start(home)) {
      round(lethe); // What a first run does once, no measured round is to pay for.
      Map<Illness, List<Round>> rounds = new EnumMap<>(Illness.class);
      for (int round = 0; round < ROUNDS; round++) {
        for (Illness illness : Illness.values()) {
          rounds.computeIfAbsent(illness, i -> new ArrayList<>()).add(beside(lethe, illness));
        }
      }

      // What couples two lanes slows every round; what else the machine does, slows some.
      double pace = median(rounds.get(Illness.NONE), Round::callsPerSecond);
      double seconds = median(rounds.get(Illness.NONE), Round::seconds);
      assertThat(rounds)
          .allSatisfy(
              (illness, beside) -> {
                assertThat(beside.stream().mapToDouble(Round::callsPerSecond).max().orElseThrow())
                    .as("calls a second, beside %s; all: %s", illness, rounds)
                    .isGreaterThanOrEqualTo(0.9 * pace);
                assertThat(beside.stream().mapToDouble(Round::seconds).min().orElseThrow())
                    .as("seconds to the receipt, beside %s; all: %s", illness, rounds)
                    .isLessThanOrEqualTo(1.1 * seconds);
              });
    }
  }

  /** A round of the healthy lane while the other vendor is ill, and work waits for it. */
  private Round beside(RunningLethe lethe, Illness illness) throws IOException {
    if (illness == Illness.NONE) {
      return round(lethe);
    }
    int port = sickServer.port();
    sick.faults().set(illness.plan());
    if (illness == Illness.REFUSES_CONNECTIONS) {
      sickServer.close();
    }
    String waiting = drop(lethe, TencentImSimulator.NAME, SICK_ROWS);
    lethe.awaitFile("inbox/.done/" + TencentImSimulator.NAME, waiting, ".txt");

    Round round = round(lethe);

    assertThat(lethe.balance(waiting).open()).as("rows that wait beside %s", illness).isPositive();
    sick.faults().clear();
    if (illness == Illness.REFUSES_CONNECTIONS) {
      sickServer = SandboxServer.start(port, List.of(sick));
    }
    assertThat(lethe.outcomes(waiting)).hasSize(SICK_ROWS);
    return round;
  }

  private RunningLethe start(Path home) {
    String tencent = "--lethe.vendors.tencent-im.";
    String sf = "--lethe.vendors.sf-express.";
    return RunningLethe.start(
        home,
        "--spring.profiles.active=",
        sf + "base-url=" + healthyServer.baseUrl(SfExpressSimulator.NAME),
        sf + "company-id=201905140011898",
        sf + "sk=isolation-sk",
        sf + "rate=" + RATE,
        sf + "batch-size=1",
        sf + "concurrency=10",
        tencent + "base-url=" + sickServer.baseUrl(TencentImSimulator.NAME),
        tencent + "sdk-app-id=1400000000",
        tencent + "identifier=administrator",
        tencent + "secret-key=" + LetheProcess.Secrets.KEY,
        // One row a call and a wide pace: the sick lane is as busy as a lane can be.
        tencent + "batch-size=1",
        tencent + "concurrency=20",
        tencent + "max-attempts=1000");
  }

  private Round round(RunningLethe lethe) {
    healthy.calls().clear();
    long start = System.nanoTime();
    String stem = drop(lethe, "sf-express", CALLS);
    assertThat(lethe.outcomes(stem))
        .hasSize(CALLS)
        .allMatch(row -> row.getField("outcome").equals("DELETED"));
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] arrivals = healthy.calls().arrivalNanos();
    assertThat(arrivals).hasSize(CALLS);
    return new Round((CALLS - 1) * 1e9 / (arrivals[CALLS - 1] - arrivals[0]), seconds);
  }

  private String drop(RunningLethe lethe, String vendor, int rows) {
    String stem = "drop" + ++drops;
    lethe.drop(
        vendor + "/" + stem + ".txt",
        IntStream.rangeClosed(1, rows)
            .mapToObj(row -> stem + "-" + row)
            .collect(Collectors.joining("\n")));
    return stem;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
    return rounds.stream().mapToDouble(of).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
  }
}
