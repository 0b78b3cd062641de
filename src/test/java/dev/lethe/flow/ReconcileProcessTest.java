package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciliation by processes: the service, and the command beside it. */
class ReconcileProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SUBJECT = "person-";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path home;
  private final AskedVendor vendor =
      new AskedVendor(
          new TencentImSimulator(
              1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC()));
  private SandboxServer server;

  @BeforeEach
  void startVendor() throws IOException {
    home = folder.resolve("home");
    server = SandboxServer.start(0, List.of(vendor));
  }

  @AfterEach
  void stopVendor() {
    server.close();
  }

  @Test
  void theCommandEndsWithWhatTheRunBesideItCameTo() throws Exception {
    try (LetheProcess lethe = service("--lethe.reconcile.look-again=1ms")) {
      delete(lethe, 30);

      String clean = command(0, "reconcile", "--by=ann", "--wait");

      assertThat(clean).contains("CLEAN", "reports/");
      assertThat(reports()).hasSize(3);

      vendor.accounts().restore(SUBJECT + 7);
      String found = command(3, "reconcile", "--by=ann", "--wait");

      assertThat(found).contains("FINDINGS", "reports/");
      assertThat(reports()).hasSize(6);
      JsonNode findings = newestReport().get("findings");
      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).get("subject").asText()).isEqualTo(SUBJECT + 7);
      assertThat(findings.get(0).get("result").asText()).isEqualTo("REAPPEARED");

      String unknown = command(2, "reconcile", "nobody", "--by=ann", "--wait");

      assertThat(unknown).contains("there is no vendor 'nobody'; nothing is asked for");
      assertThat(lethe.terminate(20)).isTrue();
      assertThat(reports()).hasSize(6);
      assertDiscreet(lethe.log());
    }
  }

  private LetheProcess service(String... more) throws IOException {
    return LetheProcess.start(
        home,
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
        settings(more).toArray(String[]::new));
  }

  private List<String> settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                LetheProcess.tencent(
                    server.baseUrl(TencentImSimulator.NAME),
                    "--lethe.vendors.tencent-im.rate=200",
                    "--lethe.vendors.tencent-im.linger=20ms",
                    "--lethe.vendors.tencent-im.verify-after=0s",
                    "--lethe.reconcile.cron=none",
                    "--lethe.reconcile.poll=50ms")));
    settings.addAll(List.of(more));
    return settings;
  }

  /** Runs a command to its end, and gives what it said. */
  private String command(int exitCode, String... words) throws Exception {
    try (LetheCommand command = start(words)) {
      assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
      assertDiscreet(command.output());
      return command.output();
    }
  }

  private LetheCommand start(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--lethe.home=" + home);
    all.addAll(settings());
    return LetheCommand.start(folder, all);
  }

  private static void assertDiscreet(String output) {
    assertThat(output).doesNotContain("Exception", "\tat ", SUBJECT, LetheProcess.Secrets.KEY);
  }

  /** Has Lethe delete that many. */
  private void delete(LetheProcess lethe, int rows) throws IOException {
    StringBuilder csv = new StringBuilder("vendor,subject\n");
    for (int n = 1; n <= rows; n++) {
      csv.append("tencent-im,").append(SUBJECT).append(n).append('\n');
    }
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Path interim = Files.writeString(folder.resolve("leavers.csv"), csv);
    Files.move(interim, inbox.resolve("leavers.csv"), StandardCopyOption.ATOMIC_MOVE);
    awaitWhileAlive(lethe, () -> !files("outbox", ".receipt.json").isEmpty());
  }

  private static void awaitWhileAlive(LetheProcess lethe, Callable<Boolean> condition)
      throws IOException {
    await().atMost(PATIENCE).until(() -> condition.call() || !lethe.isAlive());
    assertThat(lethe.isAlive()).as("Lethe ended: %s", lethe.log()).isTrue();
  }

  private List<Path> reports() throws IOException {
    return files("reports", "");
  }

  private JsonNode newestReport() throws IOException {
    List<Path> reports = files("reports", ".json");
    return JSON.readTree(Files.readAllBytes(reports.get(reports.size() - 1)));
  }

  /** The files of a folder of the home in the order of their names; none if it is not there. */
  private List<Path> files(String name, String ending) throws IOException {
    Path of = home.resolve(name);
    if (Files.notExists(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
