package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RunRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over many rows in a small process: {@code mvn verify -Psoak}. */
@Tag("soak")
class ReconcileSoakTest {
  private static final int ROWS = 100_000;
  private static final int RATE = 100;

  @Test
  void a_run_over_100000_rows_keeps_to_256_megabytes_and_to_the_rate(@TempDir Path home)
      throws Exception {
    TencentImSimulator tencent =
        new TencentImSimulator(
            1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC());
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    try (Writer csv = Files.newBufferedWriter(inbox.resolve("leavers.csv"))) {
      csv.write("vendor,subject\n");
      for (int row = 1; row <= ROWS; row++) {
        csv.write("tencent-im,user-" + row + "\n");
      }
    }
    try (SandboxServer server = SandboxServer.start(0, List.of(tencent));
        LetheProcess lethe =
            LetheProcess.start(
                home,
                List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                LetheProcess.tencent(
                    server.baseUrl(TencentImSimulator.NAME),
                    "--lethe.safety.max-items-per-request=1000000",
                    "--lethe.reconcile.cron=none",
                    "--lethe.vendors.tencent-im.verify-after=0s",
                    "--lethe.vendors.tencent-im.rate=" + RATE))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.exists(home.resolve("lethe.lock")) && hasTables(home));
      try (Ledger ledger = SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"))) {
        await()
            .atMost(Duration.ofMinutes(5))
            .until(
                () ->
                    !lethe.isAlive()
                        || ledger.requests(1).stream()
                            .map(RequestRecord::reportedAt)
                            .anyMatch(at -> at != null));
        tencent.accounts().restore("user-4711");
        tencent.calls().clear();

        ledger.note(ReconcileOrder.of(List.of(), "ann", Instant.now()));
        long event = ledger.lastEvent();
        await()
            .atMost(Duration.ofMinutes(5))
            .until(
                () ->
                    !lethe.isAlive()
                        || ledger.runs().answering(event).map(RunRecord::conclusion).isPresent());

        assertThat(lethe.isAlive()).isTrue();
        RunRecord run = ledger.runs().answering(event).orElseThrow();
        assertThat(run.conclusion()).isEqualTo("FINDINGS");
        assertThat(ledger.runs().figures(run.no()).get("tencent-im"))
            .containsEntry("CONFIRMED", (long) ROWS - 1)
            .containsEntry("STILL_PRESENT", 1L);
        assertThat(tencent.calls().calls(CallKind.VERIFY)).isEqualTo(ROWS / 100);
        assertThat(tencent.calls().mostCallsWithin(Duration.ofSeconds(1)))
            .isLessThanOrEqualTo(RATE);
        System.out.println(
            "100,000 rows checked in " + Duration.between(run.startedAt(), run.endedAt()));
      }
    }
    assertThat(tencent.calls().violations()).isEmpty();
  }

  /** Whether the process has made its ledger, so that two do not make it at once. */
  private static boolean hasTables(Path home) throws Exception {
    return Files.exists(home.resolve("lethe.log"))
        && Files.readString(home.resolve("lethe.log")).contains("Lethe watches");
  }
}
