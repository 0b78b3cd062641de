package dev.lethe.bench.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that are timed from their start to their end. */
final class Programs {
  private Programs() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The command of a class of the benchmark's own, with the heap that Lethe gets. */
  static List<String> java(Path root, Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx256m",
                "-Dlogback.configurationFile=" + root.resolve("bench/logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /**
   * Runs a command to its end.
   *
   * @return the seconds from its start to its end
   * @throws IOException if it failed; its output is in the log
   */
  static double seconds(Setting setting, List<String> command, Path log)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(setting.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      int code = process.waitFor();
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (code != 0) {
        throw new IOException("It ended with " + code + ": " + lastLine(log));
      }
      return seconds;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Rows a second of a command that sends the big file to a stub that counts from zero. */
  static double rowsPerSecond(Setting setting, List<String> command, String log)
      throws IOException, InterruptedException {
    setting.stub().reset();
    double seconds = seconds(setting, command, setting.work().resolve(log));
    requireItems(setting, setting.rows());
    return setting.rows() / seconds;
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  /** Fails unless the vendor was asked for exactly so many rows. */
  static void requireItems(Setting setting, long rows) throws IOException, InterruptedException {
    long items = setting.stub().counted().items();
    if (items != rows) {
      throw new IOException("The vendor was asked for " + items + " rows, not for " + rows + ".");
    }
  }
}
