package dev.lethe.bench.part;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One big file through Lethe, timed from the start of the process to the receipt.
 *
 * @param perSecond rows a second
 * @param megabytes the peak of resident memory
 */
record BigFile(double perSecond, double megabytes) {

  static BigFile run(Setting setting, String name, int rows) throws Exception {
    Path home = dropped(setting, name, rows);
    try (LetheRun lethe = LetheRun.start(setting, home)) {
      return finished(setting, rows, lethe);
    }
  }

  static BigFile runJar(Setting setting, String name, int rows) throws Exception {
    Path home = dropped(setting, name, rows);
    try (LetheRun lethe = LetheRun.startJar(setting, home)) {
      return finished(setting, rows, lethe);
    }
  }

  private static Path dropped(Setting setting, String name, int rows) throws Exception {
    Path home = setting.home(name);
    LetheRun.drop(home, setting.csv(rows));
    setting.stub().reset();
    return home;
  }

  private static BigFile finished(Setting setting, int rows, LetheRun lethe) throws Exception {
    lethe.awaitFiles("outbox", ".receipt.json", 1, 10);
    double seconds = lethe.seconds();
    double megabytes = lethe.peakMegabytes();
    if (lethe.deleted() != rows) {
      throw new IOException("The receipt says that " + lethe.deleted() + " rows are deleted.");
    }
    Programs.requireItems(setting, rows);
    return new BigFile(rows / seconds, megabytes);
  }
}
