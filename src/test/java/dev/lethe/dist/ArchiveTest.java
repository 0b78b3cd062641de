package dev.lethe.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as somebody who installs it meets it: unpacked elsewhere, run by its script. */
@Tag("dist")
class ArchiveTest {
  @TempDir static Path folder;
  private static Path lethe;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    Path archive = built(".tar.gz");
    Path there = Files.createDirectories(folder.resolve("a place with blanks"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toAbsolutePath().toString())
            .directory(there.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    lethe = only(there);
  }

  @Test
  void it_holds_what_the_readme_promises() throws IOException {
    for (String name :
        List.of(
            "lethe.jar",
            "LICENSE",
            "NOTICE",
            "README.md",
            "routes/intake.camel.yaml",
            "config/application.yaml",
            "config/observability/lethe-alerts.yaml",
            "examples/leavers.csv",
            "lib/systemd/lethe.service")) {
      assertThat(lethe.resolve(name)).isRegularFile();
    }
    assertThat(lethe.resolve("bin/lethe")).isExecutable();
    assertThat(Files.size(lethe.resolve("lethe.jar"))).isLessThan(20_000_000);
  }

  @Test
  void every_entry_has_the_same_time_whenever_it_is_built() throws IOException {
    Set<Long> times = new HashSet<>();
    try (ZipFile zip = new ZipFile(built(".zip").toFile())) {
      zip.stream().map(ZipEntry::getTime).forEach(times::add);
    }

    assertThat(times).hasSize(1);
  }

  @Test
  void the_script_runs_the_service_and_passes_the_words_of_a_command() throws Exception {
    Path home = folder.resolve("home");
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Files.writeString(inbox.resolve("leavers.csv"), "vendor,subject\ntencent-im,anna\n");
    Process service = script(home, "--spring.profiles.active=sandbox", "--server.port=0");
    try {
      await().atMost(Duration.ofMinutes(4)).until(() -> receipt(home) != null);
      service.destroy();
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      service.destroyForcibly();
    }

    Process command =
        script(home, "verify-receipt", home.getParent().relativize(receipt(home)).toString());

    assertThat(command.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(home.resolve("out"))).contains("leavers");
    assertThat(command.exitValue()).isZero();
  }

  @Test
  void an_older_java_is_refused_in_one_line() throws Exception {
    Path old = folder.resolve("java8");
    Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    Path home = Files.createDirectories(folder.resolve("unused"));
    ProcessBuilder builder = builder(home, "help");
    builder.environment().put("LETHE_JAVA", old.toString());

    Process refused = builder.start();

    assertThat(refused.waitFor()).isEqualTo(1);
    assertThat(Files.readString(home.resolve("out"))).hasLineCount(1).contains("needs 17");
  }

  private static Process script(Path home, String... words) throws IOException {
    return builder(home, words).start();
  }

  private static ProcessBuilder builder(Path home, String... words) {
    List<String> command = new ArrayList<>(List.of(lethe.resolve("bin/lethe").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile());
    builder.environment().put("LETHE_HOME", home.toString());
    return builder;
  }

  private static Path receipt(Path home) throws IOException {
    Path outbox = home.resolve("outbox");
    if (!Files.isDirectory(outbox)) {
      return null;
    }
    try (Stream<Path> files = Files.list(outbox)) {
      return files.filter(f -> f.toString().endsWith(".receipt.json")).findFirst().orElse(null);
    }
  }

  private static Path built(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("lethe-\\d.*\\" + ending))
          .findFirst()
          .orElseThrow(() -> new AssertionError("build it first: mvn -DskipTests -Pdist package"));
    }
  }

  private static Path only(Path there) throws IOException {
    try (Stream<Path> files = Files.list(there)) {
      return files.findFirst().orElseThrow();
    }
  }
}
