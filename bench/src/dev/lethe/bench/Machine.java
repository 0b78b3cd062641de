package dev.lethe.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the figures were measured on. */
final class Machine {
  private static final int FLUSHES = 200;

  private Machine() {}

  /** In the order in which it is shown. */
  static Map<String, Object> describe(Path root, Path folder) throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    machine.put("commit", commit(root));
    machine.put(
        "machine",
        Runtime.getRuntime().availableProcessors()
            + " processors ("
            + first(Path.of("/proc/cpuinfo"), "model name")
            + "), memory "
            + first(Path.of("/proc/meminfo"), "MemTotal"));
    machine.put("load", load());
    machine.put("disk", "one flush of 8 KB takes " + flushMicros(folder) + " µs (median)");
    machine.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    machine.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return machine;
  }

  // Others who are busy at the same time are the usual reason for odd figures.
  private static String load() {
    double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "load average %.1f in the minute before".formatted(average);
  }

  private static String first(Path file, String key) throws IOException {
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown");
  }

  private static long flushMicros(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "flush", ".tmp");
    long[] took = new long[FLUSHES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int n = 0; n < FLUSHES; n++) {
        channel.write(ByteBuffer.allocate(8192));
        long begun = System.nanoTime();
        channel.force(false);
        took[n] = System.nanoTime() - begun;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(took);
    return took[FLUSHES / 2] / 1000;
  }

  private static String commit(Path root) throws IOException {
    String hash = git(root, List.of("git", "rev-parse", "--short", "HEAD"));
    if (hash.isEmpty()) {
      return "unknown";
    }
    boolean changed =
        !git(root, List.of("git", "status", "--porcelain", "src", "pom.xml")).isEmpty();
    return changed ? hash + " and changes that are not committed" : hash;
  }

  private static String git(Path root, List<String> command) throws IOException {
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return git.waitFor() == 0 ? said : "";
    } catch (IOException e) {
      return ""; // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking git", e);
    }
  }
}
