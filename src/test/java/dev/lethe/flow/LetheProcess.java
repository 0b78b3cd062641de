package dev.lethe.flow;

import dev.lethe.LetheApplication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lethe in a process of its own, so that it can be killed. */
final class LetheProcess implements AutoCloseable {
  private static final String READY = "Lethe watches ";

  private final Process process;
  private final Path log;
  private final long logged;

  private LetheProcess(Process process, Path log, long logged) {
    this.process = process;
    this.log = log;
    this.logged = logged;
  }

  /** Starts it; what it prints is appended to {@code lethe.log} in the home. */
  static LetheProcess start(Path home, List<String> jvm, String... arguments) throws IOException {
    Files.createDirectories(home);
    Path log = home.resolve("lethe.log");
    long logged = Files.exists(log) ? Files.size(log) : 0;
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
    return new LetheProcess(process, log, logged);
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

  /**
   * Whether it has said that it is up, which it says once its ledger is open and its routes run.
   */
  boolean isReady() throws IOException {
    try (FileChannel channel = FileChannel.open(log)) {
      ByteBuffer since = ByteBuffer.allocate((int) Math.max(0, channel.size() - logged));
      channel.read(since, logged);
      return new String(since.array(), StandardCharsets.UTF_8).contains(READY);
    }
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
