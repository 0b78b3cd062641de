package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.sf.SfReading;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that take minutes: {@code mvn verify -Psoak}. */
@Tag("soak")
class SoakTest {
  private static final int ROWS = 2_000_000;
  private static final long SEED = 20261121;

  @Test
  void two_million_rows_pass_with_256_megabytes_of_heap(@TempDir Path home) throws Exception {
    TencentImSimulator tencent =
        new TencentImSimulator(
            1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC());
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    try (Writer csv = Files.newBufferedWriter(inbox.resolve("two-million.csv"))) {
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
                    "--lethe.safety.max-items-per-request=100000000",
                    "--lethe.vendors.tencent-im.rate=100000"))) {
      await()
          .atMost(Duration.ofMinutes(15))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> receipt(home) != null || !lethe.isAlive());

      assertThat(lethe.isAlive()).isTrue();
      JsonNode receipt = receipt(home);
      assertThat(receipt).isNotNull();
      assertThat(receipt.at("/counts/tencent-im/DELETED").asInt()).isEqualTo(ROWS);
      System.out.println(
          "2,000,000 rows from "
              + receipt.get("received_at")
              + " to "
              + receipt.get("written_at")
              + ", peak of resident memory: "
              + peak(lethe));
    }
    assertThat(tencent.calls().violations()).isEmpty();
    assertThat(tencent.calls().mostOftenSent()).isEqualTo(1);
  }

  @Test
  void a_hundred_kills_at_random_moments_lose_no_row_and_guess_none(@TempDir Path folder)
      throws Exception {
    KilledRun.Plan plan = new KilledRun.Plan(SEED, 100, 4, 5_000, SfReading.ALL_OR_NOTHING);

    KilledRun.Seen seen = new KilledRun(plan, folder).run();

    System.out.println("100 kills in a run of 20,000 rows: " + seen);
    assertThat(seen.cutIntakes()).as("kills that left a request half read").isPositive();
    assertThat(seen.cutFlights()).as("kills that left rows in flight").isPositive();
    assertThat(seen.cutResults()).as("kills that left a result half written").isPositive();
    assertThat(seen.samples()).isGreaterThan(500);
  }

  private static String peak(LetheProcess lethe) throws IOException {
    Path status = Path.of("/proc", Long.toString(lethe.pid()), "status");
    return Files.isReadable(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }

  private static JsonNode receipt(Path home) throws IOException {
    Path outbox = home.resolve("outbox");
    if (!Files.isDirectory(outbox)) {
      return null;
    }
    try (Stream<Path> files = Files.list(outbox)) {
      Path receipt =
          files
              .filter(file -> file.toString().endsWith(".receipt.json"))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .findFirst()
              .orElse(null);
      return receipt == null ? null : new ObjectMapper().readTree(Files.readAllBytes(receipt));
    }
  }
}
