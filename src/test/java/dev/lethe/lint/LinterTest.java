package dev.lethe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes put into copies of the delivered files, each found with its line. */
final class LinterTest {
  private Path config;
  private Path routes;

  @BeforeEach
  void copies(@TempDir Path folder) throws IOException {
    config = copy(Path.of("config"), folder.resolve("config"));
    routes = copy(Path.of("routes"), folder.resolve("routes"));
  }

  @Test
  void nothingIsWrongWithWhatIsDeliveredAndMissingCredentialsAreNotes() {
    List<Remark> remarks = lint();

    assertThat(remarks).noneMatch(Remark::isError);
    assertThat(remarks)
        .extracting(Remark::sentence)
        .anyMatch(said -> said.matches(".*yunke.yaml: not enabled yet; not set: base-url, .*"));
  }

  @Test
  void everyMistakeIsNamedWithItsFileAndLineInOneRun() throws IOException {
    Path yunke = config.resolve("vendors/yunke.yaml");
    int size = lineOf(yunke, "batch-size:");
    edit(yunke, "batch-size: 20", "batch-size: 0");
    Path sf = config.resolve("vendors/sf-express.yaml");
    Files.writeString(sf, Files.readString(sf).replaceFirst("\nrate:", "\nrait:"));
    int rate = lineOf(sf, "rait:");
    Path longlonglong = config.resolve("vendors/longlonglong.yaml");
    Files.writeString(
        longlonglong, "\nreconcile:\n  cron: every night\n", StandardOpenOption.APPEND);
    int cron = lineOf(longlonglong, "cron:");
    Files.createDirectories(config.resolve("protected"));
    Files.writeString(config.resolve("protected/yunki.txt"), "boss\n");
    Files.delete(routes.resolve("login/tencent-im.camel.yaml"));
    Files.writeString(routes.resolve("broken.camel.yaml"), "- route:\n    id: [\n");
    Files.writeString(
        routes.resolve("own.camel.yaml"),
        "- route:\n    id: intake\n    from:\n      uri: direct:own\n      steps:\n        - tow: x\n");

    List<String> said = lint().stream().filter(Remark::isError).map(Remark::sentence).toList();

    assertThat(said)
        .anyMatch(one -> one.startsWith(yunke + ":" + size + ": ") && one.contains("batch-size"))
        .anyMatch(
            one -> one.startsWith(sf + ":" + rate + ": ") && one.contains("Did you mean 'rate'?"))
        .anyMatch(
            one -> one.startsWith(longlonglong + ":" + cron + ": ") && one.contains("no schedule"))
        .anyMatch(one -> one.contains("yunki.txt: belongs to no vendor"))
        .anyMatch(one -> one.contains("login-tencent-im") && one.contains("'tencent-im' needs it"))
        .anyMatch(
            one ->
                one.startsWith(routes.resolve("broken.camel.yaml") + ":")
                    && one.contains("not YAML"))
        .anyMatch(
            one -> one.startsWith(routes.resolve("own.camel.yaml") + ":6: ") && one.contains("tow"))
        .anyMatch(one -> one.contains("a route 'intake' is in"));
  }

  @Test
  void twoRowsOfOneCodeAndAnOddEngineKeyAreFound() throws IOException {
    Path yunke = config.resolve("vendors/yunke.yaml");
    List<String> lines = Files.readAllLines(yunke);
    int row =
        lines.stream()
            .filter(line -> line.contains("- {code:"))
            .map(lines::indexOf)
            .findFirst()
            .orElseThrow();
    lines.add(row, lines.get(row));
    Files.write(yunke, lines);

    assertThat(lint("--lethe.reconcile.sharing=1"))
        .filteredOn(Remark::isError)
        .extracting(Remark::sentence)
        .anyMatch(one -> one.startsWith(yunke + ":" + (row + 2) + ": ") && one.contains("already"))
        .anyMatch(one -> one.contains("sharing") && one.contains("Did you mean 'share'?"));
  }

  private List<Remark> lint(String... more) {
    List<String> settings =
        new ArrayList<>(List.of("--lethe.config=" + config, "--lethe.routes=" + routes));
    settings.addAll(List.of(more));
    return new Linter(settings).remarks();
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  /** The number of the first line that has a text, 0 for none. */
  private static int lineOf(Path file, String text) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).contains(text)) {
        return at + 1;
      }
    }
    return 0;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(target);
              } else {
                Files.copy(file, target);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return to;
  }
}
