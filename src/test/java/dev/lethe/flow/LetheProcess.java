package dev.lethe.flow;

import dev.lethe.LetheApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lethe in a process of its own, so that it can be killed. */
final class LetheProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private LetheProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it prints is appended to {@code lethe.log} in the home. */
  static LetheProcess start(Path home, List<String> jvm, String... arguments) throws IOException {
    Files.createDirectories(home);
    Path log = home.resolve("lethe.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LetheApplication.class.getName()));
    command.add("--lethe.home=" + home);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new LetheProcess(process, log);
  }

  /** The setting of an enabled Tencent IM at that address. */
  static String[] tencent(String baseUrl, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--lethe.vendors.tencent-im.base-url=" + baseUrl,
                "--lethe.vendors.tencent-im.sdk-app-id=1400000000",
                "--lethe.vendors.tencent-im.identifier=administrator",
                "--lethe.vendors.tencent-im.secret-key=" + Secrets.KEY));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; says whether it ended in time. */
  boolean terminate(long seconds) throws InterruptedException {
    process.destroy();
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Credentials that are nobody's. */
  static final class Secrets {
    static final String KEY = "planted-secret-key-5f0c9d27a1be4a51";

    private Secrets() {}
  }
}
