package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes, beside a service that they find by themselves, and without it. */
final class CommandsProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TencentImSimulator tencent =
      new TencentImSimulator(
          1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC());
  private final Path folder;
  private final Path home;

  CommandsProcessTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  private record Ended(int code, String said) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(said);
    }
  }

  @Test
  void whatIsHandedInIsWaitedForLookedAtAndDecidedOn() throws Exception {
    try (SandboxServer server = SandboxServer.start(0, List.of(tencent));
        LetheProcess lethe = service(server)) {
      await().atMost(PATIENCE).until(() -> lethe.isReady() || !lethe.isAlive());

      Ended fine =
          run("submit", file("good.csv", "anna", "berta"), "--wait", "--quiet", "--output=json");
      assertThat(fine.code()).as(fine.said()).isZero();
      assertThat(fine.json().at("/submitted/0/request/counts/tencent-im/DELETED").asInt())
          .isEqualTo(2);

      Ended mixed = run("submit", file("mixed.csv", "carla", "bad\u0007one"), "--wait");
      assertThat(mixed.code()).as(mixed.said()).isEqualTo(3);
      assertThat(mixed.said()).contains("1 DELETED, 1 REJECTED.").doesNotContain("\u001b");
      Ended letters = run("dead-letters", "--output", "json");
      assertThat(letters.json().at("/items/0/outcome").isMissingNode()).isTrue();
      assertThat(letters.json().at("/items/0/state").asText()).isEqualTo("REJECTED");
      assertThat(letters.json().at("/items/0/masked").asBoolean()).isTrue();

      Ended held = run("submit", file("held.csv", "d1", "d2", "d3", "d4"), "--wait");
      assertThat(held.code()).as(held.said()).isEqualTo(4);
      String id = "held-" + held.said().replaceAll("(?s).*request held-([0-9a-f]{8}).*", "$1");
      Ended own = run("approve", id, "--reason=checked");
      assertThat(own.code()).as("admin handed it in: %s", own.said()).isEqualTo(1);

      leftWaiting();
      assertThat(run("status").said()).startsWith("Lethe ").contains("lane:tencent-im");
      assertThat(lethe.terminate(20)).isTrue();
      assertThat(lethe.log()).doesNotContain("anna", "carla");
    }
    Ended alone = run("requests", "--state", "held", "--output=json");
    assertThat(alone.json().at("/items/0/submitted_by").asText())
        .as(alone.said())
        .isEqualTo("admin");
    assertThat(run("pause", "tencent-im", "--by=ann", "--reason=night").code()).isZero();
    Ended status = run("status", "--output=json");
    assertThat(status.code()).isEqualTo(3);
    assertThat(status.json().get("running").asBoolean()).isFalse();
  }

  private void leftWaiting() throws Exception {
    tencent.faults().set(FaultPlan.of(Fault.hang(Duration.ofSeconds(5))));
    try (LetheCommand waiting =
        LetheCommand.start(folder, words("submit", file("slow.csv", "emil"), "--wait"))) {
      await().atMost(PATIENCE).until(() -> waiting.output().contains("is request slow-"));
      waiting.terminate();
      assertThat(waiting.exitCode()).isNotZero();
      assertThat(waiting.output()).contains("goes on by itself").contains("requests slow-");
    }
  }

  private LetheProcess service(SandboxServer server) throws IOException {
    return LetheProcess.start(
        home,
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
        LetheProcess.tencent(
            server.baseUrl(TencentImSimulator.NAME),
            "--server.port=0",
            "--lethe.safety.max-items-per-request=3"));
  }

  private Ended run(String... words) throws IOException, InterruptedException {
    try (LetheCommand command = LetheCommand.start(folder, words(words))) {
      int code = command.exitCode();
      return new Ended(code, command.output());
    }
  }

  private List<String> words(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(LetheProcess.tencent("http://localhost:1", "--lethe.home=" + home)));
    return all;
  }

  private String file(String name, String... subjects) throws IOException {
    StringBuilder text = new StringBuilder("vendor,subject\n");
    for (String subject : subjects) {
      text.append("tencent-im,").append(subject).append('\n');
    }
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
