package dev.lethe.bench.part;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import dev.lethe.bench.yardstick.BatchProgram;
import java.nio.file.Path;

/**
 * The yardstick of what one would write instead: {@link BatchProgram}, in one thread. A step in
 * several threads does not come to its end on SQLite: the threads' transactions, each of which also
 * writes the state of the one step, break each other off.
 */
public final class BatchPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path home = setting.home("batch");
    double perSecond =
        Programs.rowsPerSecond(
            setting,
            Programs.java(
                setting.root(),
                BatchProgram.class,
                "--csv=" + setting.csv(setting.rows()),
                "--db=" + home.resolve("batch.db"),
                "--url=" + setting.stub().deleteUrl()),
            "batch.log");
    results.add(
        Figure.of("batch", "Spring Batch, chunks of 100", setting.rows(), perSecond, "rows/s")
            .noting("one run, JVM start included"));
  }
}
