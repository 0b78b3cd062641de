package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.LetheApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lethe in a process of its own that ends by itself: a command, or a start that fails. */
final class LetheCommand implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path output;

  private LetheCommand(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param folder where a file with all that it prints is made; not its home
   * @param words as on the command line
   */
  static LetheCommand start(Path folder, List<String> words) throws IOException {
    Path output = Files.createTempFile(folder, "command-", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LetheApplication.class.getName()));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new LetheCommand(process, output);
  }

  /** Its exit code, once it has ended. */
  int exitCode() throws InterruptedException, IOException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("it ended; so far it said: %s", output())
        .isTrue();
    return process.exitValue();
  }

  /** All that it has said so far, on both channels. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** Asks it to end, as Ctrl-C does. */
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
