package dev.lethe.bench.part;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import dev.lethe.bench.yardstick.LimitProgram;
import java.util.Arrays;

/** The yardstick of what the machine can do: {@link LimitProgram}, three times. */
public final class LimitPart implements Part {
  private static final int TIMES = 3;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    double[] seconds = new double[TIMES];
    for (int n = 0; n < TIMES; n++) {
      setting.stub().reset();
      seconds[n] =
          Programs.seconds(
              setting,
              Programs.java(
                  setting.root(),
                  LimitProgram.class,
                  setting.csv(setting.rows()).toString(),
                  setting.stub().deleteUrl()),
              setting.work().resolve("limit.log"));
      Programs.requireItems(setting, setting.rows());
    }
    Arrays.sort(seconds);
    results.add(
        Figure.of(
                "limit",
                "limit: plain HttpClient, nothing kept",
                setting.rows(),
                setting.rows() / seconds[TIMES / 2],
                "rows/s")
            .noting("the median of three runs, JVM start included"));
  }
}
