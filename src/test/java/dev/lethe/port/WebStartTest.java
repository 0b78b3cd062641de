package dev.lethe.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.LetheApplication;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lethe as a process, and the port that it takes or refuses to take. */
final class WebStartTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;

  @Test
  void where_others_could_reach_it_it_does_not_start_without_real_authentication()
      throws Exception {
    Process process = start("--server.address=0.0.0.0");

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("lethe cannot start: server.address: '0.0.0.0' can be reached by others");
    assertThat(home.resolve("keys")).doesNotExist();
  }

  @Test
  void a_port_that_was_asked_for_and_is_taken_is_told_in_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = start("--server.port=" + taken.getLocalPort());

      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(said().stream().filter(line -> line.contains("lethe cannot start")))
          .singleElement()
          .asString()
          .contains("server.port", String.valueOf(taken.getLocalPort()), "taken");
      assertThat(said()).noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
      assertThat(home.resolve("service.json")).doesNotExist();
    }
  }

  @Test
  void where_nobody_asked_for_a_port_any_free_one_will_do_and_commands_find_it() throws Exception {
    try (ServerSocket taken = usual()) {
      Files.writeString(home.resolve("service.json"), "{\"url\":\"http://127.0.0.1:1\",\"pid\":1}");
      Process process = start();
      await().atMost(PATIENCE).until(() -> log().contains("Lethe watches ") || !process.isAlive());

      JsonNode service = new ObjectMapper().readTree(home.resolve("service.json").toFile());
      assertThat(service.get("pid").asLong()).isEqualTo(process.pid());
      assertThat(service.get("url").asText())
          .startsWith("http://127.0.0.1:")
          .doesNotEndWith(":8080");
      assertThat(said().stream().filter(line -> line.contains("WARN") && line.contains("8080")))
          .hasSize(1);
      assertThat(log())
          .contains("console and API at " + service.get("url").asText() + " (user admin")
          .doesNotContain(Files.readString(home.resolve("keys/admin-password")).strip());

      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(home.resolve("service.json")).doesNotExist();
      assertThat(taken == null || taken.isBound()).isTrue();
    }
  }

  /** Takes the usual port, unless somebody on this machine has it already. */
  private static ServerSocket usual() throws IOException {
    try {
      return new ServerSocket(8080, 1, InetAddress.getLoopbackAddress());
    } catch (BindException e) {
      return null;
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LetheApplication.class.getName(),
                "--lethe.home=" + home));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("lethe.log").toFile());
    builder.environment().remove("SERVER_PORT");
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(home.resolve("lethe.log"));
  }

  private List<String> said() throws IOException {
    return log().lines().filter(line -> !line.isBlank()).toList();
  }
}
