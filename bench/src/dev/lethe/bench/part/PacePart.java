package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atLeast;
import static dev.lethe.bench.Figure.Target.atMost;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.nio.file.Path;

/** A vendor that allows 100 calls a second and takes 200 ms for each: is all of it used? */
public final class PacePart implements Part {
  private static final int RATE = 100;
  private static final int SECONDS = 60;
  private static final int ROWS_A_CALL = 10;

  /** A few seconds more than are looked at, so that the end is not. */
  private static final int ROWS = RATE * (SECONDS + 5) * ROWS_A_CALL;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path home = setting.home("pace");
    LetheRun.drop(home, setting.csv(ROWS));
    setting.stub().reset(200, false);
    try (LetheRun lethe =
        LetheRun.start(
            setting,
            home,
            "--lethe.vendors.tencent-im.rate=" + RATE,
            "--lethe.vendors.tencent-im.batch-size=" + ROWS_A_CALL,
            "--lethe.vendors.tencent-im.concurrency=40")) {
      lethe.awaitFiles("outbox", ".receipt.json", 1, 200);
      StubProcess.Counted counted = setting.stub().counted();
      results.add(
          Figure.of(
                  "pace",
                  "Lethe at 100 calls a second, 200 ms each: calls made of those allowed",
                  ROWS,
                  100.0 * counted.inMinute() / (RATE * SECONDS),
                  "%")
              .to(atLeast(98))
              .noting("over the 60 s from the first call on, the JVM's warm-up included"));
      results.add(
          Figure.of(
                  "pace-most",
                  "Lethe at 100 calls a second: most calls in any second",
                  ROWS,
                  (double) counted.mostInASecond(),
                  "calls")
              .to(atMost(RATE)));
    }
  }
}
