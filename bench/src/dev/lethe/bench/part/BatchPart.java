package dev.lethe.bench.part;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import dev.lethe.bench.yardstick.BatchProgram;
import java.nio.file.Path;

/** The yardstick of what one would write instead: {@link BatchProgram}, in one thread and in 8. */
public final class BatchPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    double one = perSecond(setting, 1);
    double many = perSecond(setting, Setting.CONCURRENCY);
    results.add(Figure.of("batch-1", "Spring Batch, one thread", setting.rows(), one, "rows/s"));
    results.add(Figure.of("batch-8", "Spring Batch, 8 threads", setting.rows(), many, "rows/s"));
    results.add(
        Figure.of(
                "batch",
                "Spring Batch, the faster of the two",
                setting.rows(),
                Math.max(one, many),
                "rows/s")
            .noting(one > many ? "one thread was faster" : "8 threads were faster"));
  }

  private static double perSecond(Setting setting, int threads) throws Exception {
    Path home = setting.home("batch-" + threads);
    setting.stub().reset();
    double seconds =
        Programs.seconds(
            setting,
            Programs.java(
                setting.root(),
                BatchProgram.class,
                "--csv=" + setting.csv(setting.rows()),
                "--db=" + home.resolve("batch.db"),
                "--url=" + setting.stub().deleteUrl(),
                "--threads=" + threads),
            setting.work().resolve("batch-" + threads + ".log"));
    Programs.requireItems(setting, setting.rows());
    return setting.rows() / seconds;
  }
}
