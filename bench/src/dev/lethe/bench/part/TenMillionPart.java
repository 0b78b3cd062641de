package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atLeast;
import static dev.lethe.bench.Figure.Target.atMost;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;

/** A file with ten times as many rows: does the cost grow with the rows, and no faster? */
public final class TenMillionPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int rows = Math.multiplyExact(setting.rows(), 10);
    BigFile file = BigFile.run(setting, "ten-million", rows);
    results.add(
        Figure.of("ten-million", "Lethe, ten times the rows", rows, file.perSecond(), "rows/s")
            .against("flow", atLeast(0.9)));
    results.add(
        Figure.of(
                "ten-million-memory",
                "Lethe, ten times the rows: peak memory",
                rows,
                file.megabytes(),
                "MB resident")
            .to(atMost(600)));
  }
}
