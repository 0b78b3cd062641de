package dev.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.LetheApplication;
import dev.lethe.api.DescribedApi.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** All of Lethe, with simulated vendors, through its API as its own description says. */
@TestInstance(Lifecycle.PER_CLASS)
final class RealApiTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path home;
  private ServletWebServerApplicationContext lethe;
  private DescribedApi api;

  RealApiTest(@TempDir Path folder) {
    this.home = folder.resolve("home");
  }

  @BeforeAll
  void start() throws Exception {
    lethe =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(LetheApplication.class)
                .run(
                    "--spring.profiles.active=sandbox",
                    "--camel.main.run-controller=false",
                    "--lethe.safety.max-items-per-request=5",
                    "--lethe.home=" + home);
    String password = Files.readString(home.resolve("keys/admin-password")).strip();
    byte[] pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
    api =
        new DescribedApi(
            URI.create("http://127.0.0.1:" + lethe.getWebServer().getPort()),
            "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void rowsAreHandedInFollowedAndProven() throws Exception {
    String rows =
        """
        {"name": "leavers.json", "items": [
          {"vendor": "tencent-im", "subject": "api-1"},
          {"vendor": "tencent-im", "subject": "UserID_2", "reference": "HR-1"},
          {"vendor": "tencent-im", "subject": "administrator"}]}
        """;

    JsonNode plan = api.post("/api/v1/requests?dry-run=true", rows).json();
    Reply taken = api.post("/api/v1/requests", rows);
    String request = "/api/v1/requests/" + taken.json().get("id").asText();
    await().atMost(PATIENCE).until(() -> state(request).equals("REPORTED"));

    assertThat(plan.get("rows").asInt()).isEqualTo(3);
    assertThat(taken.status()).isEqualTo(202);
    assertThat(api.get(request).json().at("/counts/tencent-im").toString())
        .isEqualTo("{\"DELETED\":1,\"ALREADY_ABSENT\":1,\"REJECTED\":1}");
    assertThat(api.get(request + "/items").text()).doesNotContain("api-1", "UserID_2");
    assertThat(api.get(request + "/items?reveal=true").text()).contains("api-1", "UserID_2");
    assertThat(api.get(request + "/outcomes").text()).contains("tencent-im,api-1,DELETED");
    byte[] receipt = api.get(request + "/receipt").http().body();
    assertThat(api.post("/api/v1/receipts/verify", "text/plain", receipt).json().get("verdict"))
        .hasToString("\"VALID\"");
    assertThat(api.post(request + "/approve", "{\"reason\": \"late\"}").status()).isEqualTo(409);
    assertThat(api.get("/api/v1/dead-letters?vendor=tencent-im").json().get("items")).hasSize(1);
    assertThat(api.get("/api/v1/audit").text()).contains("SUBMITTED", "SUBJECTS_SHOWN");
  }

  @Test
  void whoeverHandedAHeldRequestInCannotApproveItButCanDeclineIt() throws Exception {
    byte[] upload =
        ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"many.txt\"\r\n\r\n"
                + "h1\nh2\nh3\nh4\nh5\nh6\n\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"vendor\"\r\n\r\ntencent-im\r\n--b--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    Reply taken =
        api.post(
            "/api/v1/requests", "multipart/form-data; boundary=b", upload, "Idempotency-Key", "k1");
    String request = "/api/v1/requests/" + taken.json().get("id").asText();
    await().atMost(PATIENCE).until(() -> state(request).equals("HELD"));

    Reply approved = api.post(request + "/approve", "{\"reason\": \"mine\"}");
    Reply declined = api.post(request + "/cancel", "{\"reason\": \"wrong list\"}");

    assertThat(approved.status()).isEqualTo(403);
    assertThat(declined.json().at("/counts/tencent-im/CANCELLED").asInt()).isEqualTo(6);
  }

  @Test
  void aLaneIsPausedTriedAndResumed() throws Exception {
    String lane = "/api/v1/lanes/yunke";
    String why = "{\"reason\": \"they move\"}";

    JsonNode paused = api.post(lane + "/pause", why).json();
    JsonNode tried = api.post(lane + "/probe", why).json();
    JsonNode resumed = api.post(lane + "/resume", why).json();

    assertThat(paused.get("by_operator").asBoolean()).isTrue();
    assertThat(tried.get("works").asBoolean()).isTrue();
    assertThat(resumed.get("state").asText()).isEqualTo("OPEN");
    assertThat(api.get("/api/v1/lanes").text()).contains("\"longlonglong\"");
    assertThat(api.get("/api/v1/status").json().get("balanced").asBoolean()).isTrue();
  }

  private String state(String request) throws IOException, InterruptedException {
    return api.get(request).json().get("state").asText();
  }
}
