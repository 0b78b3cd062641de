package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atMost;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.nio.file.Path;

/** Killed with the big file's rows open, then started again: how long until the first call? */
public final class RestartPart implements Part {
  private static final int TIMES = 3;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path home = setting.home("restart");
    LetheRun.drop(home, setting.csv(setting.rows()));
    setting.stub().reset(0, true);
    try (LetheRun lethe = LetheRun.start(setting, home)) {
      lethe.awaitFiles("inbox/.done", ".csv", 1, 50);
      lethe.kill();
    }
    double longest = 0;
    for (int n = 0; n < TIMES; n++) {
      // So slow that nothing is answered before the next kill: the same rows stay open.
      setting.stub().reset(60_000, false);
      try (LetheRun lethe = LetheRun.start(setting, home)) {
        lethe.await(() -> setting.stub().counted().calls() > 0, 5);
        longest = Math.max(longest, lethe.seconds());
        lethe.kill();
      }
    }
    results.add(
        Figure.of(
                "restart",
                "Lethe, killed with all rows open: start to first call",
                setting.rows(),
                longest,
                "s")
            .to(atMost(3))
            .noting("the longest of " + TIMES));
  }
}
