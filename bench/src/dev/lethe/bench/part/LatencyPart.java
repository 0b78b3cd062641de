package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atMost;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** One row dropped on an idle service, again and again. */
public final class LatencyPart implements Part {
  private static final int TIMES = 20;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path home = setting.home("latency");
    double[] toCall = new double[TIMES];
    double[] toFile = new double[TIMES];
    setting.stub().reset();
    try (LetheRun lethe = LetheRun.start(setting, home)) {
      // The first row makes the token and warms the service; it is not counted.
      for (int n = -1; n < TIMES; n++) {
        Path file = setting.work().resolve("row-" + (n + 1) + ".csv");
        Setting.write(file, n + 2, 1);
        setting.stub().reset();
        long dropped = nowMicros();
        LetheRun.drop(home, file);
        lethe.awaitFiles("outbox", ".outcomes.csv", n + 2, 1);
        long there = nowMicros();
        StubProcess.Counted counted = setting.stub().counted();
        lethe.awaitFiles("outbox", ".receipt.json", n + 2, 10);
        if (n >= 0) {
          toCall[n] = (counted.firstCallAt() - dropped) / 1000.0;
          toFile[n] = (there - counted.lastReplyAt()) / 1000.0;
        }
      }
    }
    add(results, "latency-call", "Lethe, one row: dropped to call", toCall, 500);
    add(results, "latency-file", "Lethe, one row: reply to outcomes file", toFile, 1000);
  }

  private static void add(Results results, String id, String what, double[] millis, double most) {
    Arrays.sort(millis);
    results.add(
        Figure.of(id, what, 1, millis[TIMES - 1], "ms")
            .to(atMost(most))
            .noting(
                "the longest of %d on an idle service; median %.0f ms"
                    .formatted(TIMES, millis[TIMES / 2])));
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
