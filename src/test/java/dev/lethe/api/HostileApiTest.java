package dev.lethe.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.DescribedApi.Reply;
import dev.lethe.operate.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends who means well: it is refused, as a problem document, and nothing is done. */
final class HostileApiTest {
  private static final String JSON = "application/json";

  static StubOperations stub = Samples.stub();
  static ApiServer server;
  static DescribedApi api;

  @BeforeAll
  static void start(@TempDir Path home) throws IOException, InterruptedException {
    server = ApiServer.start(stub, home);
    api = new DescribedApi(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}",
        "{\"items\":[]}",
        "{\"items\":null}",
        "{\"items\":{}}",
        "{\"items\":[1]}",
        "{\"items\":[[[]]]}",
        "{\"items\":[{}]}",
        "{\"items\":[{\"subject\":1}]}",
        "{\"items\":[{\"subject\":null}]}",
        "{\"items\":[{\"subject\":[\"a\"]}]}",
        "{\"items\":[{\"subject\":\"a\",\"subject\":\"b\"}]}",
        "{\"items\":[{\"subject\":\"a\",\"vendor\":1}]}",
        "{\"items\":[{\"subject\":\"a\",\"Vendor\":\"yunke\"}]}",
        "{\"items\":[{\"subject\":\"\\ud800\"}]}",
        "{\"items\":[{\"subject\":\"a\"}]} {}",
        "{\"items\":[{\"subject\":\"a\"}],\"dry_run\":true}",
        "{\"items\":[{\"subject\":\"a\"}],\"items\":[{\"subject\":\"b\"}]}",
        "{\"items\":[{\"subject\":\"a\"}],\"name\":1}",
        "{\"items\":[{\"subject\":\"a\"}],\"name\":\"../x.json\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"name\":\"x\\r\\nSet-Cookie: a.json\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"name\":\".hidden\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"name\":\"a\\u202egpj.json\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"callback\":\"not an address\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"callback\":\"/relative\"}",
        "{\"items\":[{\"subject\":\"a\"}],\"vendor\":\"\"}",
        "{'items':[{'subject':'a'}]}",
        "{\"items\":[{\"subject\":NaN}]}"
      })
  void a_submission_that_is_not_as_described_is_refused_whole(String body) throws Exception {
    int before = stub.count();

    Reply reply = api.wrong("POST", "/api/v1/requests", JSON, body.getBytes(UTF_8));

    assertRefused(reply, 400);
    assertThat(stub.count()).isEqualTo(before);
  }

  @Test
  void deep_nesting_is_refused() throws Exception {
    String deep = "{\"items\":" + "[".repeat(100_000);

    assertRefused(api.wrong("POST", "/api/v1/requests", JSON, deep.getBytes(UTF_8)), 400);
    assertRefused(
        api.wrong(
            "POST",
            "/api/v1/reconciliations",
            JSON,
            ("{\"vendors\":" + "[".repeat(30_000)).getBytes(UTF_8)),
        400);
  }

  @Test
  void more_json_than_is_taken_at_once_is_refused() throws Exception {
    byte[] body = new byte[10 * 1024 * 1024 + 100];
    Arrays.fill(body, (byte) ' ');
    byte[] begin = "{\"items\":[{\"subject\":\"a\"}],".getBytes(UTF_8);
    System.arraycopy(begin, 0, body, 0, begin.length);
    int before = stub.count();

    assertRefused(api.wrong("POST", "/api/v1/requests", JSON, body), 413);
    assertRefused(
        api.wrong("POST", "/api/v1/lanes/yunke/pause", JSON, Arrays.copyOf(body, 70_000)), 413);
    assertRefused(
        api.wrong("POST", "/api/v1/receipts/verify", "text/plain", Arrays.copyOf(body, 1_100_000)),
        413);
    assertThat(stub.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"reason\":1}",
        "{\"reason\":[]}",
        "{\"reason\":true}",
        "{\"reason\":\"a\",\"reason\":\"b\"}",
        "{\"raeson\":\"a\"}",
        "{\"reason\":\"a\",\"by\":\"somebody else\"}",
        "{\"reason\":\"a\\r\\nb\"}",
        "{\"reason\":\"a\"} x",
        "[\"a\"]",
        "\"a\"",
        "{\"reason\":"
      })
  void a_decision_that_is_not_as_described_is_refused(String body) throws Exception {
    int before = stub.count();

    Reply reply =
        api.wrong(
            "POST",
            "/api/v1/requests/a/approve",
            JSON,
            (body.isEmpty() ? "{\"reason\":\"" + "a".repeat(1001) + "\"}" : body).getBytes(UTF_8));

    assertRefused(reply, 400);
    assertThat(stub.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/requests?limit=-1 | 1 to 1000",
        "/api/v1/requests?limit=0 | 1 to 1000",
        "/api/v1/requests?limit=1001 | 1 to 1000",
        "/api/v1/requests?limit=99999999999999999999 | 1 to 1000",
        "/api/v1/requests?limit=1e2 | 1 to 1000",
        "/api/v1/requests?limit=%D9%A1 | 1 to 1000",
        "/api/v1/requests?limit= | has no value",
        "/api/v1/requests?limit=1&limit=2 | more than once",
        "/api/v1/requests?after=%0d%0aX | page before",
        "/api/v1/requests?state=held | RECEIVING, HELD, OPEN, FINAL, REPORTED",
        "/api/v1/requests?state=SUBMITTED | RECEIVING, HELD, OPEN, FINAL, REPORTED",
        "/api/v1/requests?State=HELD | after, limit, state",
        "/api/v1/requests/a/items?state=GONE | PENDING, SENT, UNKNOWN, HELD, DELETED",
        "/api/v1/requests/a/items?reveal=yes | true or false",
        "/api/v1/dead-letters?outcome=DELETED | REJECTED, REFUSED, EXHAUSTED",
        "/api/v1/dead-letters?vendor= | has no value",
        "/api/v1/audit?limit=ten | 1 to 1000",
        "/api/v1/status?verbose | none"
      })
  void a_parameter_that_is_not_as_described_is_refused_with_what_is_allowed(
      String target, String says) throws Exception {
    int before = stub.count();

    Reply reply = api.wrong("GET", target, null, new byte[0]);

    assertRefused(reply, 400);
    assertThat(reply.json().path("detail").asText()).contains(says);
    assertThat(stub.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"outcome\":\"DELETED\"}",
        "{\"vendor\":\"\"}",
        "{\"outcome\":1}",
        "{\"limit\":10}",
        "{\"vendor\":[\"yunke\"]}",
        "null",
        ""
      })
  void a_replay_that_is_not_as_described_replays_nothing(String body) throws Exception {
    int before = stub.count();

    Reply reply = api.wrong("POST", "/api/v1/dead-letters/replay", JSON, body.getBytes(UTF_8));

    assertRefused(reply, 400);
    assertThat(stub.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"vendors\":\"yunke\"}", "{\"vendors\":[null]}", "{\"vendors\":[1]}"})
  void a_reconciliation_that_is_not_as_described_is_not_asked_for(String body) throws Exception {
    assertRefused(api.wrong("POST", "/api/v1/reconciliations", JSON, body.getBytes(UTF_8)), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "é", ""})
  void a_key_of_other_characters_is_refused(String key) throws Exception {
    assertRefused(raw("Idempotency-Key: " + key), 400);
  }

  @Test
  void a_key_that_is_too_long_or_sent_twice_is_refused() throws Exception {
    assertRefused(raw("Idempotency-Key: " + "k".repeat(201)), 400);
    assertRefused(raw("Idempotency-Key: a\r\nIdempotency-Key: b"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=\"file\"; filename=\"../../x.csv\"",
        "name=\"file\"; filename=\"a\\\\b.csv\"",
        "name=\"file\"; filename=\"/etc/passwd\"",
        "name=\"file\"; filename=\"C:x.csv\"",
        "name=\"file\"; filename=\".x.csv\"",
        "name=\"file\"; filename=\"\"",
        "name=\"file\"; filename*=UTF-8''a%0D%0Ab.csv",
        "name=\"file\"; filename*=UTF-8''..%2Fb.csv",
        "name=\"file\"",
        "name=\"File\"; filename=\"x.csv\"",
        "name=\"dry-run\"; filename=\"x.csv\""
      })
  void a_file_of_a_hostile_name_is_refused(String disposition) throws Exception {
    int before = stub.count();

    assertRefused(form("Content-Disposition: form-data; " + disposition + "\r\n\r\nx"), 400);
    assertThat(stub.count()).isEqualTo(before);
  }

  @Test
  void a_form_with_a_field_that_is_not_known_is_refused() throws Exception {
    String file = "Content-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\nx";
    String dryRun = "Content-Disposition: form-data; name=\"dry-run\"\r\n\r\ntrue";
    int before = stub.count();

    assertRefused(form(file, dryRun), 400);
    assertRefused(form(file, file), 400);
    assertThat(stub.count()).isEqualTo(before);
    assertThat(form(file).status()).isEqualTo(202);
    assertThat(((Submission) stub.last().arguments().get(0)).name()).isEqualTo("x.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/requests/..%2f..%2fsecret/receipt",
    "/api/v1/requests/%2e%2e/receipt",
    "/api/v1/requests/a%00b/receipt",
    "/api/v1/requests/a%5c..%5cb/receipt",
    "/api/v1/requests/a%0d%0ab/receipt",
    "/api/v1/requests/a;b=c/receipt"
  })
  void no_path_is_taken_that_means_another(String target) throws Exception {
    int before = stub.count();

    assertThat(raw("GET " + target, "").substring(9, 12)).isIn("400", "404");
    assertThat(stub.count()).isEqualTo(before);
  }

  @Test
  void other_types_of_bodies_are_not_taken() throws Exception {
    Reply form =
        api.wrong(
            "POST",
            "/api/v1/requests",
            "application/x-www-form-urlencoded",
            "items=x".getBytes(UTF_8));
    Reply plain =
        api.wrong("POST", "/api/v1/requests/a/approve", "text/plain", "{}".getBytes(UTF_8));

    assertRefused(form, 415);
    assertRefused(plain, 415);
  }

  @Test
  void nothing_is_told_to_nobody() throws Exception {
    Reply reply =
        api.wrong(
            "GET", "/api/v1/status", null, new byte[0], "Authorization", "Basic bm9ib2R5Og==");

    assertRefused(reply, 401);
  }

  private static void assertRefused(Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    assertThat(reply.json().path("detail").asText()).isNotBlank();
    assertThat(reply.text())
        .doesNotContain("Exception")
        .doesNotContain("dev.lethe")
        .doesNotContain("secret");
  }

  private static void assertRefused(String reply, int status) {
    assertThat(reply).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
  }

  private static Reply form(String... parts) throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder();
    for (String part : parts) {
      form.append("--b\r\n").append(part).append("\r\n");
    }
    return api.wrong(
        "POST",
        "/api/v1/requests",
        "multipart/form-data; boundary=b",
        (form + "--b--\r\n").getBytes(UTF_8));
  }

  private static String raw(String header) throws IOException {
    return raw("POST /api/v1/requests", header + "\r\n");
  }

  // As bytes, for what a client of HTTP would not send.
  private static String raw(String begin, String headers) throws IOException {
    String body = begin.startsWith("POST") ? "{\"items\":[{\"subject\":\"a\"}]}" : "";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              (begin
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                      + JSON
                      + "\r\nAuthorization: "
                      + DescribedApi.authorization()
                      + "\r\n"
                      + headers
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
