package dev.lethe.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image that -Pimage makes says of itself, and what its layers hold. */
@Tag("dist")
class ImageTest {
  private static final Path IMAGE = Path.of("target/lethe-image.tar");

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    Assumptions.assumeTrue(Files.exists(IMAGE), "made with -Pdist,image");
    tar("-xf", IMAGE.toAbsolutePath().toString());
  }

  @Test
  void it_runs_as_nobody_in_particular_and_keeps_its_data_in_volumes() throws Exception {
    JsonNode config = image().get("config");

    assertThat(config.get("User").asText()).isEqualTo("10001:10001");
    assertThat(config.get("Volumes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("/var/lib/lethe", "/opt/lethe/config", "/opt/lethe/routes");
    assertThat(config.get("WorkingDir").asText()).isEqualTo("/opt/lethe");
    assertThat(config.get("Env").toString()).contains("LETHE_HOME=/var/lib/lethe");
    assertThat(config.get("Entrypoint").toString()).contains("dev.lethe.LetheApplication");
  }

  @Test
  void its_layers_hold_routes_and_settings_and_a_home_that_its_user_may_write() throws Exception {
    StringBuilder entries = new StringBuilder();
    for (JsonNode layer : manifest().get("Layers")) {
      entries.append(tar("-tvzf", layer.asText()));
    }

    assertThat(entries.toString())
        .contains(
            "opt/lethe/routes/intake.camel.yaml",
            "opt/lethe/config/application.yaml",
            "app/classes/dev/lethe/LetheApplication.class")
        .containsPattern("drwxrwxrwx \\S+ .* var/lib/lethe/")
        .doesNotContain("junit", "planted-");
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("manifest.json").toFile()).get(0);
  }

  private JsonNode image() throws IOException {
    String name = manifest().get("Config").asText();
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private String tar(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "tar";
    System.arraycopy(words, 0, command, 1, words.length);
    Process tar =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD) // A line for each entry's time.
            .start();
    try (InputStream out = tar.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(tar.waitFor()).isZero();
      return printed;
    }
  }
}
