package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.sf.SfReading;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lethe as a process: killed at random moments, stopped while a vendor hangs. */
class ProcessTest {
  private static final int ROWS = 6_000;
  private static final long SEED = 20261121;

  @TempDir Path home;
  private final TencentImSimulator tencent =
      new TencentImSimulator(
          1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC());
  private SandboxServer server;

  @BeforeEach
  void startVendor() throws IOException {
    server = SandboxServer.start(0, List.of(tencent));
  }

  @AfterEach
  void stopVendor() {
    server.close();
  }

  @Test
  void killed_at_random_moments_no_row_is_lost_or_left_unexplained() throws Exception {
    KilledRun.Plan plan = new KilledRun.Plan(SEED, 6, 1, 3_000, SfReading.BEST_EFFORT);

    KilledRun.Seen seen = new KilledRun(plan, home).run();

    assertThat(seen.cutFlights()).as("%s", seen).isPositive();
    assertThat(seen.samples()).as("%s", seen).isGreaterThan(6);
  }

  @Test
  void stops_cleanly_within_ten_seconds_while_a_vendor_hangs() throws Exception {
    tencent.faults().set(FaultPlan.of(Fault.hang(Duration.ofSeconds(30))));
    drop();

    try (LetheProcess lethe = start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> tencent.calls().calls(CallKind.DELETE) > 0 || !lethe.isAlive());

      assertThat(lethe.terminate(10)).isTrue();

      assertThat(lethe.log()).doesNotContain("Exception", LetheProcess.Secrets.KEY);
    }
    assertBooksBalance();
  }

  private LetheProcess start() throws IOException {
    return LetheProcess.start(
        home,
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
        LetheProcess.tencent(
            server.baseUrl(TencentImSimulator.NAME),
            "--lethe.vendors.tencent-im.rate=50",
            "--lethe.vendors.tencent-im.concurrency=4",
            "--lethe.vendors.tencent-im.backoff.initial=50ms"));
  }

  private void drop() throws IOException {
    StringBuilder csv = new StringBuilder("vendor,subject\n");
    for (int i = 1; i <= ROWS; i++) {
      csv.append("tencent-im,").append(i % 10 == 0 ? "absent-" : "user-").append(i).append('\n');
    }
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Files.writeString(inbox.resolve("crash.csv"), csv);
  }

  private void assertBooksBalance() {
    try (Ledger ledger =
        SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"), Clock.systemUTC())) {
      for (RequestRecord request : ledger.requests(10)) {
        Balance balance = ledger.balance(request.no());
        assertThat(balance.holds()).as("books of %s: %s", request, balance).isTrue();
      }
    }
  }
}
