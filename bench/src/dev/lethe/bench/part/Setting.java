package dev.lethe.bench.part;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the parts work with.
 *
 * @param root the repository
 * @param work a folder that is emptied before and after, on the disk that is measured
 * @param rows rows of the one big file
 * @param jvm further options for Lethe's own Java machine
 * @param lethe what is measured
 * @param stub the vendor that all of them call
 */
public record Setting(
    Path root, Path work, int rows, List<String> jvm, Installed lethe, StubProcess stub) {
  /** Items a call, and calls in flight: Lethe's setting for the vendor, and the yardsticks'. */
  static final int BATCH = 100;

  static final int CONCURRENCY = 8;

  /** A file of so many rows for Tencent IM, made once. */
  Path csv(int count) throws IOException {
    Path file = work.resolve("rows-" + count + ".csv");
    if (!Files.exists(file)) {
      write(file, 1, count);
    }
    return file;
  }

  /** Writes rows with those numbers. */
  static void write(Path file, int from, int count) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("vendor,subject\n");
      for (int row = from; row < from + count; row++) {
        csv.write("tencent-im,user-" + row + "\n");
      }
    }
  }

  /** A folder for one run of something. */
  Path home(String name) throws IOException {
    return Files.createDirectories(work.resolve("home-" + name));
  }

  /** Gives the room on the disk back. */
  public void removeHomes() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file :
          files
              .filter(path -> work.relativize(path).toString().startsWith("home-"))
              .sorted(Comparator.reverseOrder())
              .toList()) {
        Files.delete(file);
      }
    }
  }
}
