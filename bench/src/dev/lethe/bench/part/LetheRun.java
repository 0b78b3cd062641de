package dev.lethe.bench.part;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Lethe as a process, with 256 MB of heap and Tencent IM at the stub's address. */
final class LetheRun implements AutoCloseable {
  /** So long no run takes on any machine that is worth measuring. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

  private final Process process;
  private final Path home;
  private final long begun;

  private LetheRun(Process process, Path home, long begun) {
    this.process = process;
    this.home = home;
    this.begun = begun;
  }

  /** Starts it as it is installed; the rate never binds unless an argument sets another. */
  static LetheRun start(Setting setting, Path home, String... more) throws IOException {
    return start(
        setting.lethe().service(setting.jvm(), arguments(setting, home, more)), setting, home);
  }

  /** The same by {@code java -jar}. */
  static LetheRun startJar(Setting setting, Path home) throws IOException {
    return start(setting.lethe().plainJar(setting.jvm(), arguments(setting, home)), setting, home);
  }

  private static LetheRun start(ProcessBuilder builder, Setting setting, Path home)
      throws IOException {
    long begun = System.nanoTime();
    Process process =
        builder
            .directory(setting.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("lethe.log").toFile()))
            .start();
    return new LetheRun(process, home, begun);
  }

  private static List<String> arguments(Setting setting, Path home, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--lethe.home=" + home,
                "--server.port=0",
                "--lethe.safety.max-items-per-request=100000000",
                "--lethe.vendors.tencent-im.base-url=" + setting.stub().baseUrl(),
                "--lethe.vendors.tencent-im.sdk-app-id=1400000000",
                "--lethe.vendors.tencent-im.identifier=administrator",
                "--lethe.vendors.tencent-im.secret-key=no-secret-of-anybody",
                "--lethe.vendors.tencent-im.concurrency=" + Setting.CONCURRENCY,
                "--lethe.vendors.tencent-im.rate=100000"));
    for (String argument : more) {
      // Of two arguments with one name the service would take both.
      String name = argument.substring(0, argument.indexOf('=') + 1);
      arguments.removeIf(before -> before.startsWith(name));
      arguments.add(argument);
    }
    return arguments;
  }

  /** Puts a file into the inbox of a home, in one move. */
  static void drop(Path home, Path file) throws IOException {
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Path interim = home.resolve("dropping");
    Files.copy(file, interim);
    Files.move(interim, inbox.resolve(file.getFileName()));
  }

  /** Seconds since its process was started. */
  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Waits until so many files with that ending are in a folder of the home. */
  void awaitFiles(String folder, String ending, int count, long pollMillis)
      throws IOException, InterruptedException, TimeoutException {
    await(() -> count(folder, ending) >= count, pollMillis);
  }

  /** Waits for something; fails if the process ends before it. */
  void await(Condition condition, long pollMillis)
      throws IOException, InterruptedException, TimeoutException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      if (!process.isAlive()) {
        throw new IOException("Lethe ended with " + process.exitValue() + ", see its lethe.log");
      }
      if (System.nanoTime() > until) {
        throw new TimeoutException("Lethe did not get on, see its lethe.log");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pollMillis));
    }
  }

  /** Something to wait for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private int count(String folder, String ending) throws IOException {
    return files(folder, ending).size();
  }

  private List<Path> files(String folder, String ending) throws IOException {
    Path path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  /** How many rows its receipts say are deleted. */
  long deleted() throws IOException {
    long deleted = 0;
    for (Path receipt : files("outbox", ".receipt.json")) {
      deleted +=
          new ObjectMapper()
              .readTree(Files.readAllBytes(receipt))
              .at("/counts/tencent-im/DELETED")
              .asLong();
    }
    return deleted;
  }

  /** The most memory it had resident so far, in MB; 0 where the system does not tell. */
  double peakMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElse(0);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
