package dev.lethe.bench.part;

import static dev.lethe.bench.Figure.Target.atLeast;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of ten rows, a hundredth as many files as the big one has rows. */
public final class SmallFilesPart implements Part {
  private static final int ROWS_A_FILE = 10;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int files = setting.rows() / 100;
    int rows = files * ROWS_A_FILE;
    Path home = setting.home("small-files");
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    for (int n = 0; n < files; n++) {
      Setting.write(inbox.resolve("file-" + n + ".csv"), n * ROWS_A_FILE + 1, ROWS_A_FILE);
    }
    setting.stub().reset();
    try (LetheRun lethe = LetheRun.start(setting, home)) {
      // The folder is listed once everything is sent only: listing it costs as well.
      lethe.await(() -> setting.stub().counted().items() >= rows, 100);
      lethe.awaitFiles("outbox", ".receipt.json", files, 100);
      double seconds = lethe.seconds();
      if (lethe.deleted() != rows) {
        throw new IOException("The receipts say that " + lethe.deleted() + " rows are deleted.");
      }
      Programs.requireItems(setting, rows);
      String what = "Lethe, %,d files of 10 rows".formatted(files);
      results.add(
          Figure.of("small-files", what, rows, rows / seconds, "rows/s")
              .against("flow", atLeast(0.2)));
      double fill = 100.0 * rows / (setting.stub().counted().calls() * Setting.BATCH);
      results.add(
          Figure.of("small-files-fill", what + ": how full batches are", rows, fill, "%")
              .to(atLeast(90)));
      results.add(
          Figure.of(
              "small-files-memory",
              what + ": peak memory",
              rows,
              lethe.peakMegabytes(),
              "MB resident"));
    }
  }
}
