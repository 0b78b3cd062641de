package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanFileTest {
  private static final String EXAMPLE = "examples/five-vendors.csv";

  private final Path home;

  PlanFileTest(@TempDir Path home) {
    this.home = home;
  }

  private record Ended(int code, String out, String err) {}

  @Test
  void itPrintsThePlanAndLeavesNothingBehind() throws IOException {
    Ended ended = run("plan", EXAMPLE);

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith("plan of five-vendors-0f3eefd3: 12 rows, would be released at once")
        .contains("yunke: 3 accepted, 0 doubles, none rejected; 1 batches, 1 calls and a login")
        .contains("there is no ledger yet");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void asJsonItIsNothingButThePlan() throws IOException {
    JsonNode plan = new ObjectMapper().readTree(run("plan", EXAMPLE, "--output=json").out());

    assertThat(plan.get("rows").asInt()).isEqualTo(12);
    assertThat(plan.get("vendors").size()).isEqualTo(5);
  }

  @Test
  void theVendorStandsForItsFolder() throws IOException {
    Path file = Files.writeString(home.resolve("names.txt"), "xiaolily\n");

    assertThat(run("plan", file.toString(), "--vendor=yunke").out()).contains("yunke: 1 accepted");
    assertThat(run("plan", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void whatIsNoGoodIsSaidInOneLine() {
    assertThat(run("plan").code()).isEqualTo(2);
    assertThat(run("plan", EXAMPLE, "--output=xml").code()).isEqualTo(2);
    Ended gone = run("plan", "gone.csv");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err().strip().lines()).singleElement().asString().contains("gone.csv");
  }

  private Ended run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] all =
        Stream.concat(
                Stream.of(args),
                Stream.of("--spring.profiles.active=sandbox", "--lethe.home=" + home))
            .toArray(String[]::new);
    int code =
        Commands.run(
            all,
            Screen.of(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of()),
            new LetheDoors(),
            Map.of());
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
