package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atLeast;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The main thing: one big file through Lethe as it is installed, three times, in turns with the
 * limit.
 */
public final class FlowPart implements Part {
  private static final int TIMES = 3;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int rows = setting.rows();
    List<BigFile> runs = new ArrayList<>();
    double[] limits = new double[TIMES];
    for (int n = 1; n <= TIMES; n++) {
      limits[n - 1] = Limit.perSecond(setting);
      runs.add(BigFile.run(setting, "flow-" + n, rows));
      setting.removeHomes();
    }
    runs.sort(Comparator.comparingDouble(BigFile::perSecond));
    BigFile file = runs.get(TIMES / 2);
    Arrays.sort(limits);
    results.add(
        Figure.of(
                "limit", "limit: plain HttpClient, nothing kept", rows, limits[TIMES / 2], "rows/s")
            .noting("the median of three runs, JVM start included, in turns with Lethe's"));
    Figure flow =
        Figure.of("flow", "Lethe, one file", rows, file.perSecond(), "rows/s")
            .against("limit", atLeast(0.35))
            .noting("the median of three runs, JVM start included");
    results.add(flow);
    results.add(
        Figure.of("flow-batch", "Lethe, one file", rows, file.perSecond(), "rows/s")
            .against("batch", atLeast(3)));
    results.add(
        Figure.of(
            "flow-memory", "Lethe, one file: peak memory", rows, file.megabytes(), "MB resident"));
  }
}
