package dev.lethe.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, if the machine has one. It can reach nothing but this host. */
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long LONGEST_SECONDS = 120;

  private final Path program;
  private final Path folder;

  private Chromium(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The first on the path that starts; a snap that is only a stub does not. */
  public static Optional<Chromium> find(Path folder) throws IOException, InterruptedException {
    for (String name : NAMES) {
      for (String path : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
        Path program = Path.of(path, name);
        if (Files.isExecutable(program)) {
          Chromium chromium = new Chromium(program, folder);
          if (chromium.run(List.of("--version")).contains("Chrom")) {
            return Optional.of(chromium);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Opens a page, runs its scripts and gives what the document has become. */
  public String dom(Path page) throws IOException, InterruptedException {
    return run(arguments(page, List.of("--dump-dom", "--window-size=1700,900")));
  }

  /** Takes a picture of a page. */
  void picture(Path page, Path png, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    run(
        arguments(
            page,
            List.of(
                "--screenshot=" + png.toAbsolutePath(),
                "--window-size=" + width + "," + height,
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1))));
  }

  private List<String> arguments(Path page, List<String> more) {
    return Stream.of(
            List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + folder.resolve("profile")),
            more,
            List.of(page.toUri().toString()))
        .flatMap(List::stream)
        .toList();
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile(folder, "chromium", ".out");
    Path err = Files.createTempFile(folder, "chromium", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end: " + Files.readString(err));
    }
    return Files.readString(out);
  }
}
