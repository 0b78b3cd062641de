package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SandboxAdminTest {

  private static final String SECRET = "a-key-that-nobody-may-see";

  private final TencentImSimulator vendor =
      new TencentImSimulator(1400000000L, "administrator", SECRET, Clock.systemUTC());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private SandboxServer server;

  @BeforeEach
  void start() throws IOException {
    server = SandboxServer.start(0, List.of(vendor));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstPageTellsPeopleWhatTheyCanDo() throws Exception {
    HttpResponse<String> page = send("GET", "/sandbox", "");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(page.body())
        .contains("POST   /sandbox/<vendor>/faults", server.baseUrl("tencent-im"))
        .doesNotContain(SECRET);
    for (Kind kind : Kind.values()) {
      assertThat(page.body()).contains(kind.text());
    }
  }

  @Test
  void faultsAreSetShownAndCleared() throws Exception {
    String plan =
        """
        {"seed": 9007199254740993, "latency": "20ms", "jitter": "1s", "callsPerSecond": 100, "faults": [
          {"kind": "http-status", "code": 503, "duration": "2m", "times": 3, "on": ["verify"]},
          {"kind": "item-code", "code": "70500", "subjects": ["anna"], "probability": 0.5,
           "afterHandling": true}]}
        """;

    JsonNode shown = json(send("POST", "/sandbox/tencent-im/faults", plan));

    assertThat(vendor.faults().plan())
        .isEqualTo(
            FaultPlan.of(
                    Fault.httpStatus(503, Duration.ofMinutes(2)).times(3).on(CallKind.VERIFY),
                    Fault.itemCode("70500", "anna").probability(0.5).afterwards())
                .withSeed(9007199254740993L)
                .withLatency(Duration.ofMillis(20), Duration.ofSeconds(1))
                .withCallsPerSecond(100));
    assertThat(json(send("GET", "/sandbox/tencent-im/faults", ""))).isEqualTo(shown);
    assertThat(FaultPlanJson.read(shown)).isEqualTo(vendor.faults().plan());

    assertThat(send("DELETE", "/sandbox/tencent-im/faults", "").statusCode()).isEqualTo(200);
    assertThat(vendor.faults().plan()).isEqualTo(FaultPlan.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|The body is not JSON",
        "[]|A fault plan is a JSON object.",
        "{\"fault\": []}|A fault plan has no field fault; it has callsPerSecond, faults,",
        "{\"faults\": {}}|faults is to be an array.",
        "{\"faults\": [{}]}|'' is none of http-status, dropped-connection, hang,",
        "{\"faults\": [{\"kind\": \"http-status\"}]}|In the fault http-status, code is no status.",
        "{\"faults\": [{\"kind\": \"hang\"}]}|In the fault hang, duration is missing.",
        "{\"faults\": [{\"kind\": \"lie\", \"probability\": 2}]}|probability is not above 0",
        "{\"faults\": [{\"kind\": \"lie\", \"times\": 200}]}|times is above 127",
        "{\"faults\": [{\"kind\": \"lie\", \"on\": [\"x\"]}]}|'x' is none of delete, verify,",
        "{\"seed\": 1.5}|seed is to be a whole number.",
        "{\"faults\": [{\"kind\": \"lie\", \"times\": 9999999999}]}|times is to be at most",
        "{\"faults\": [{\"kind\": \"lie\", \"afterHandling\": \"yes\"}]}|is to be true or false.",
        "{\"latency\": 20}|latency is to be a duration as 200ms, 5s or 2m.",
        "{\"callsPerSecond\": -1}|callsPerSecond is not between 0 and a million.",
      })
  void aPlanThatIsNoneIsExplainedInASentence(String plan, String sentence) throws Exception {
    HttpResponse<String> reply = send("POST", "/sandbox/tencent-im/faults", plan);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).path("error").asText()).contains(sentence);
    assertThat(vendor.faults().plan()).isEqualTo(FaultPlan.NONE);
  }

  @Test
  void accountsAreTakenAwayAndGivenBack() throws Exception {
    HttpResponse<String> reply =
        send(
            "POST",
            "/sandbox/tencent-im/accounts",
            "{\"absent\": [\"anna\"], \"present\": [\"absent-bert\"]}");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(vendor.accounts().exists("anna")).isFalse();
    assertThat(vendor.accounts().exists("absent-bert")).isTrue();
  }

  @Test
  void callsAreCountedAndForgotten() throws Exception {
    send("POST", "/tencent-im/v4/im_open_login_svc/account_delete?sdkappid=1", "{}");

    JsonNode calls = json(send("GET", "/sandbox/tencent-im/calls", ""));

    assertThat(calls.at("/calls/delete").asInt()).isEqualTo(1);
    assertThat(calls.at("/codes/60004").asInt()).isEqualTo(1);
    assertThat(calls.at("/violationCount").asInt()).isEqualTo(1);
    assertThat(calls.at("/violations/0").asText())
        .isEqualTo("POST /v4/im_open_login_svc/account_delete: identifier is missing (60004)");
    assertThat(json(send("DELETE", "/sandbox/tencent-im/calls", "")).at("/calls/delete").asInt())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/sandbox/yunke/calls,404",
    "GET,/sandbox/tencent-im,404",
    "GET,/sandbox/tencent-im/x,404",
    "PUT,/sandbox/tencent-im/faults,404",
    "POST,/sandbox,405",
    "GET,/sandboxes,404",
    "GET,/tencent-imx/a,404",
  })
  void whatIsNotThereIsNotFound(String method, String path, int status) throws Exception {
    assertThat(send(method, path, "").statusCode()).isEqualTo(status);
  }

  @Test
  void onlyThisMachineCanReachIt() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(socket.isConnected()).isTrue();
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), server.port()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void twoVendorsOfOneNameOrOneCalledSandboxAreRefused() {
    TencentImSimulator sandbox =
        new TencentImSimulator(
            "sandbox", 1, "a", SECRET, Clock.systemUTC(), Accounts.allBut(Set.of(), "absent-"));

    assertThatThrownBy(() -> SandboxServer.start(0, List.of(vendor, vendor)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SandboxServer.start(0, List.of(sandbox)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) throws IOException {
    return new ObjectMapper().readTree(reply.body());
  }
}
