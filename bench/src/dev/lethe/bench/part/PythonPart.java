package dev.lethe.bench.part;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.util.List;

/** The yardstick of a script: {@code bench/yardstick.py}. */
public final class PythonPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    setting.stub().reset();
    double seconds =
        Programs.seconds(
            setting,
            List.of(
                "python3",
                setting.root().resolve("bench/yardstick.py").toString(),
                setting.csv(setting.rows()).toString(),
                setting.stub().deleteUrl()),
            setting.work().resolve("python.log"));
    Programs.requireItems(setting, setting.rows());
    results.add(
        Figure.of(
            "python",
            "Python script, nothing kept",
            setting.rows(),
            setting.rows() / seconds,
            "rows/s"));
  }
}
