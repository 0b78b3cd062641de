package dev.lethe.bench.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lethe as it is installed: the archive, unpacked, after {@code bin/lethe cds}; and the jar alone.
 *
 * @param folder where it was unpacked
 * @param jar the jar of the build
 */
public record Installed(Path folder, Path jar) {

  /** Unpacks the archive of the build. */
  public static Installed unpack(Path root, Path work) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("installed"));
    run(
        work,
        "tar",
        "xzf",
        archive(root).toString(),
        "-C",
        folder.toString(),
        "--strip-components=1");
    run(work, folder.resolve("bin/lethe").toString(), "cds");
    return new Installed(folder, root.resolve("target/lethe.jar"));
  }

  private static Path archive(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("lethe-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(
              () -> new IOException("There is no archive in target/; run without --no-build"));
    }
  }

  private static void run(Path work, String... command) throws IOException, InterruptedException {
    Path log = work.resolve("install.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LETHE_JAVA", Programs.java());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(command[0] + " ended with " + code + ", see " + log);
    }
  }

  /** Starts the service with 256 MB of heap, as {@code bin/lethe} does it. */
  ProcessBuilder service(List<String> jvm, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/lethe").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LETHE_JAVA", Programs.java());
    builder.environment().put("JAVA_OPTS", String.join(" ", options(jvm)));
    return builder;
  }

  /** Starts the jar with 256 MB of heap, and with Java's own choices otherwise. */
  ProcessBuilder plainJar(List<String> jvm, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Programs.java()));
    command.addAll(options(jvm));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static List<String> options(List<String> jvm) {
    List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    options.addAll(jvm);
    return options;
  }
}
