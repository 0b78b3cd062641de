package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atLeast;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;

/** The main thing: one big file through the delivered jar. */
public final class FlowPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int rows = setting.rows();
    BigFile file = BigFile.run(setting, "flow", rows);
    Figure flow =
        Figure.of("flow", "Lethe, one file", rows, file.perSecond(), "rows/s")
            .against("limit", atLeast(0.35));
    results.add(flow);
    results.add(
        Figure.of("flow-batch", "Lethe, one file", rows, file.perSecond(), "rows/s")
            .against("batch", atLeast(3)));
    results.add(
        Figure.of(
            "flow-memory", "Lethe, one file: peak memory", rows, file.megabytes(), "MB resident"));
  }
}
