package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.SimulatedVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trying a file without deleting anybody. */
final class DryRunTest {
  private static final String LEAVERS =
      "vendor,subject\ntencent-im,anna\ntencent-im,anna\nyunke,xiaolily\nwho,berta\ntencent-im,\n";
  private static final List<String> VENDORS =
      List.of(
          "tencentImSimulator",
          "yunkeSimulator",
          "digelaoSimulator",
          "sfExpressSimulator",
          "longlonglongSimulator");

  @Test
  void a_file_is_planned_and_can_then_be_dropped_for_real(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      lethe.drop("dry-run/leavers.csv", LEAVERS);

      JsonNode plan = plan(lethe, "leavers");

      assertThat(plan.get("file").asText()).isEqualTo("leavers.csv");
      assertThat(plan.at("/vendors/tencent-im/accepted").asInt()).isEqualTo(1);
      assertThat(plan.at("/vendors/tencent-im/doubles").asInt()).isEqualTo(1);
      assertThat(plan.at("/vendors/tencent-im/rejected/missing-subject").asInt()).isEqualTo(1);
      assertThat(plan.at("/vendors/yunke/login_calls").asInt()).isEqualTo(1);
      assertThat(plan.at("/without_vendor/unknown-vendor").asInt()).isEqualTo(1);
      assertThat(plan.get("held").asBoolean()).isFalse();
      awaitFile(home.resolve("inbox/.done/dry-run/leavers.csv"));
      assertThat(lethe.ledger().requests(10)).isEmpty();
      assertNobodyWasCalled(lethe);

      lethe.drop("dry-run/yunke/few.txt", "xiaolily\n");
      assertThat(plan(lethe, "few").get("file").asText()).isEqualTo("yunke/few.txt");
      awaitFile(home.resolve("inbox/.done/dry-run/yunke/few.txt"));
      lethe.drop("dry-run/broken.csv", "no header that we know\n");
      awaitFile(home.resolve("inbox/.rejected/broken.csv.reason.txt"));
      assertNobodyWasCalled(lethe);

      lethe.drop("leavers.csv", LEAVERS);

      assertThat(lethe.outcomes("leavers"))
          .extracting(row -> row.getField("outcome"))
          .containsExactly("DELETED", "DELETED", "DELETED", "REJECTED", "REJECTED");
      assertThat(lethe.request("leavers").id()).isEqualTo(plan.get("request_id").asText());
      assertThat(lethe.tencent().calls().calls())
          .isEqualTo(plan.at("/vendors/tencent-im/calls").asLong());
    }
  }

  @Test
  void a_whole_service_only_plans_and_leaves_what_is_due(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.vendors.tencent-im.linger=1h")) {
      lethe.drop("tencent-im/before.txt", "due-from-before\n");
      awaitFile(home.resolve("inbox/.done/tencent-im/before.txt"));
    }

    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.dry-run=true")) {
      lethe.drop("leavers.csv", LEAVERS);
      assertThat(plan(lethe, "leavers").get("rows").asInt()).isEqualTo(5);
      awaitFile(home.resolve("inbox/.done/dry-run/leavers.csv"));
      lethe.drop("dry-run/again.csv", LEAVERS);
      plan(lethe, "again");

      assertThat(lethe.ledger().requests(10)).hasSize(1);
      assertThat(lethe.balance("before").open()).isEqualTo(1);
      assertNobodyWasCalled(lethe);
    }

    try (RunningLethe lethe = RunningLethe.start(home)) {
      assertThat(lethe.outcomes("before"))
          .extracting(row -> row.getField("outcome"))
          .containsExactly("DELETED");
    }
  }

  private static JsonNode plan(RunningLethe lethe, String stem) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(lethe.awaitFile("outbox", stem + "-", ".plan.json")));
  }

  private static void awaitFile(Path file) {
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
  }

  private static void assertNobodyWasCalled(RunningLethe lethe) {
    for (String vendor : VENDORS) {
      assertThat(lethe.vendor(vendor, SimulatedVendor.class).calls().calls()).as(vendor).isZero();
    }
  }
}
