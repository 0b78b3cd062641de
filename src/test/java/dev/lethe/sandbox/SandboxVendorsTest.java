package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People steer every vendor alike. */
final class SandboxVendorsTest {

  private static final String SECRET = "a-key-that-nobody-may-see";

  private final SfExpressSimulator sf =
      new SfExpressSimulator(
          "201905140011898", SECRET, new TestClock(), Accounts.allBut(Set.of(), "absent-"));
  private final LonglonglongSimulator lll =
      new LonglonglongSimulator(
          "the-user", SECRET, new TestClock(), List.of("13800138000"), List.of());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private SandboxServer server;

  @BeforeEach
  void start() throws IOException {
    server = SandboxServer.start(0, List.of(sf, lll));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstPageShowsEveryVendorAndNoSecret() throws Exception {
    assertThat(send("GET", "/sandbox", ""))
        .contains(server.baseUrl("sf-express"), server.baseUrl("longlonglong"))
        .contains("lost-body", "wrong-count", "wrong-row")
        .doesNotContain(SECRET);
  }

  @Test
  void theFaultsOfOneVendorAreNotThoseOfAnother() throws Exception {
    send("POST", "/sandbox/sf-express/faults", "{\"faults\":[{\"kind\":\"wrong-row\"}]}");
    send(
        "POST",
        "/sandbox/longlonglong/faults",
        "{\"faults\":[{\"kind\":\"lost-body\",\"times\":1},{\"kind\":\"wrong-count\",\"code\":\"-1\"}]}");

    assertThat(sf.faults().plan().faults()).extracting(Fault::kind).containsExactly(Kind.WRONG_ROW);
    assertThat(lll.faults().plan().faults())
        .containsExactly(Fault.of(Kind.LOST_BODY).times(1), Fault.wrongCount("-1"));
    assertThat(
            send(
                "POST",
                "/sandbox/longlonglong/faults",
                "{\"faults\":[{\"kind\":\"wrong-count\"}]}"))
        .contains("In the fault wrong-count, code is no whole number.");
  }

  @Test
  void accountsComeAndGo() throws Exception {
    send("POST", "/sandbox/sf-express/accounts", "{\"absent\":[\"anna\"]}");
    send(
        "POST",
        "/sandbox/longlonglong/accounts",
        "{\"absent\":[\"13800138000\"],\"present\":[\"13900139000\"]}");

    assertThat(sf.accounts().exists("anna")).isFalse();
    assertThat(lll.accounts().list()).containsExactly("13900139000");
  }

  @Test
  void callsAreShownAsViolationsWithoutSecrets() throws Exception {
    send("DELETE", "/longlonglong/agent-api/user/the-user/del_customer", "");

    assertThat(send("GET", "/sandbox/longlonglong/calls", ""))
        .contains("\"delete\" : 1", "\"401\" : 1", "DELETE del_customer: Authorization")
        .doesNotContain(SECRET);
  }

  private String send(String method, String path, String body) throws Exception {
    HttpResponse<String> reply =
        client.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return reply.body();
  }
}
