package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines of the log as JSON objects: everything is in them, and nothing more than in plain lines.
 */
class StructuredLogTest {
  @Test
  void each_line_is_an_object_and_signatures_are_masked_in_it(@TempDir Path home)
      throws IOException, InterruptedException {
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Files.writeString(
        inbox.resolve("leavers.csv"), "vendor,subject\ntencent-im,anna-k\ntencent-im,berta-k\n");
    String log;
    try (LetheProcess lethe =
        LetheProcess.start(
            home,
            List.of(),
            "--spring.profiles.active=sandbox",
            "--logging.structured.format.console=ecs",
            // Whole request lines, with the signature in the address.
            "--logging.level.org.apache.hc.client5.http.headers=DEBUG")) {
      await()
          .atMost(Duration.ofMinutes(4))
          .until(() -> Files.isDirectory(home.resolve("outbox")) && hasReceipt(home));
      assertThat(lethe.terminate(30)).isTrue();
      log = lethe.log();
    }

    List<JsonNode> lines = new ArrayList<>();
    for (String line : log.lines().filter(line -> !line.isBlank()).toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSizeGreaterThan(5).allMatch(line -> line.hasNonNull("message"));
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.at("/log/logger").asText()).isEqualTo("dev.lethe.lane.batches");
              assertThat(line.get("message").asText())
                  .matches("delete tencent-im-\\S+ of 2 in \\d+ ms: 2 (DELETED|ALREADY_ABSENT)");
            });
    assertThat(log).contains("usersig=***").doesNotContainPattern("usersig=[^*]");
    assertThat(log).doesNotContain("anna-k", "berta-k");
  }

  private static boolean hasReceipt(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("outbox"))) {
      return files.anyMatch(file -> file.toString().endsWith(".receipt.json"));
    }
  }
}
