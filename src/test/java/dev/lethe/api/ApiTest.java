package dev.lethe.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.DescribedApi.Reply;
import dev.lethe.api.StubOperations.Content;
import dev.lethe.ledger.ItemState;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over a real port, each exchange held against its own description. */
final class ApiTest {
  private static final String ID = "leavers-1f0c9d3e";

  /** As many as its callers are told of; a new one has to be tried here. */
  private static final String ALL =
      """
      GET  /api/v1/status | status
      GET  /api/v1/requests | requests
      GET  /api/v1/requests/leavers-1f0c9d3e | request
      GET  /api/v1/requests/leavers-1f0c9d3e/items | items
      GET  /api/v1/requests/leavers-1f0c9d3e/receipt | request
      GET  /api/v1/requests/leavers-1f0c9d3e/outcomes | request
      POST /api/v1/requests/leavers-1f0c9d3e/approve | approve
      POST /api/v1/requests/leavers-1f0c9d3e/cancel | cancel
      GET  /api/v1/dead-letters | deadLetters
      POST /api/v1/dead-letters/replay | replay
      GET  /api/v1/lanes | lanes
      POST /api/v1/lanes/yunke/pause | pause
      POST /api/v1/lanes/yunke/resume | resume
      POST /api/v1/lanes/yunke/probe | probe
      POST /api/v1/reconciliations | reconcile
      GET  /api/v1/reconciliations | runs
      POST /api/v1/receipts/verify | verify
      GET  /api/v1/audit | audit
      """;

  static StubOperations stub = Samples.stub();
  static Path home;
  static ApiServer server;
  static DescribedApi api;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    home = folder;
    server = ApiServer.start(stub, home);
    api = new DescribedApi(server.address());
  }

  @AfterAll
  static void every_operation_was_answered_and_refused() {
    server.close();
    Set<String> described = new TreeSet<>();
    api.description()
        .path("paths")
        .forEach(path -> path.forEach(one -> described.add(one.path("operationId").asText())));
    assertThat(described).hasSize(19);
    assertThat(api.answered()).isEqualTo(described);
    assertThat(api.refused()).isEqualTo(described);
  }

  @Test
  void rows_as_json_are_handed_in_as_a_file_of_json_lines() throws Exception {
    Reply reply =
        api.post(
            "/api/v1/requests",
            "application/json",
            """
            {"items":[{"vendor":"yunke","subject":"a\\nb","reference":null},
                      {"subject":"王","vendor":"digelao","reference":"HR 1"}],
             "callback":"https://example.com/hook","name":"leavers"}
            """
                .getBytes(UTF_8),
            "Idempotency-Key",
            "hr/2026-03");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().path("known").asBoolean()).isFalse();
    assertThat(reply.header("Location"))
        .isEqualTo("/api/v1/requests/%E7%A6%BB%E8%81%8C%E5%90%8D%E5%8D%95%203-1f0c9d3e");
    assertThat(stub.last().arguments().get(0))
        .isEqualTo(
            new Submission(
                "leavers.json",
                null,
                "hr/2026-03",
                URI.create("https://example.com/hook"),
                ApiServer.WHO));
    assertThat(content())
        .isEqualTo(
            """
            {"vendor":"yunke","subject":"a\\nb"}
            {"subject":"王","vendor":"digelao","reference":"HR 1"}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'hr/2026-03', api-hr_2026-.json",
    "'../../etc/passwd', api-______et.json",
    "a, api-a.json"
  })
  void a_file_without_a_name_is_called_after_the_key(String key, String name) throws Exception {
    api.post("/api/v1/requests", "application/json", rows(), "Idempotency-Key", key);

    assertThat(submission().name()).isEqualTo(name);
  }

  @Test
  void a_file_without_a_name_and_a_key_is_called_after_the_time() throws Exception {
    api.post("/api/v1/requests", "application/json", rows());

    assertThat(submission().name()).matches("api-\\d{8}-\\d{6}-\\d{3}\\.json");
  }

  @Test
  void a_dry_run_is_planned_and_not_submitted() throws Exception {
    Reply reply = api.post("/api/v1/requests?dry-run=true", "application/json", rows());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("vendors").path("yunke").path("accepted").asInt()).isEqualTo(1);
    assertThat(stub.last().method()).isEqualTo("plan");
  }

  @ParameterizedTest
  @CsvSource({
    "dry_run=true",
    "dry-run=treu",
    "dry-run=",
    "dry-run",
    "dry-run=TRUE",
    "dry-run=true&dry-run=false",
    "dry-run=false&dry-run=true",
    "dry-run=true&",
    "Dry-Run=true"
  })
  void a_mistyped_dry_run_hands_nothing_in(String query) throws Exception {
    int before = stub.count();

    Reply reply = api.wrong("POST", "/api/v1/requests?" + query, "application/json", rows());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains("dry-run");
    assertThat(stub.count()).isEqualTo(before);
  }

  @Test
  void a_form_hands_in_its_file_byte_for_byte() throws Exception {
    String form =
        """
        --b
        Content-Disposition: form-data; name="vendor"

        yunke
        --b
        Content-Disposition: form-data; name="file"; filename="离职 \\"名单\\".txt"
        Content-Type: text/plain

        王伟
        --b--
        """
            .replace("\n", "\r\n");

    Reply reply =
        api.post("/api/v1/requests", "multipart/form-data; boundary=b", form.getBytes(UTF_8));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(submission())
        .isEqualTo(new Submission("离职 \"名单\".txt", "yunke", null, null, ApiServer.WHO));
    assertThat(content()).isEqualTo("王伟");
  }

  @Test
  void a_list_says_where_its_next_page_is() throws Exception {
    Reply reply = api.get("/api/v1/requests?state=HELD&limit=1");

    assertThat(stub.last().arguments())
        .containsExactly(new RequestQuery("HELD", new PageQuery(null, 1)));
    assertThat(reply.json().path("next").asText()).isEqualTo("42");
    assertThat(reply.header("Link"))
        .isEqualTo("</api/v1/requests?state=HELD&limit=1&after=42>; rel=\"next\"");
  }

  @Test
  void the_next_page_is_asked_for_with_what_the_page_before_gave() throws Exception {
    Reply first = api.get("/api/v1/dead-letters?vendor=%22%3E%0D%0ASet-Cookie:x&outcome=REFUSED");
    String next = first.header("Link").replaceAll("^<|>; rel=\"next\"$", "");

    api.get(next);

    assertThat(stub.last().arguments())
        .containsExactly(
            new DeadLetterQuery(
                null,
                "\">\r\nSet-Cookie:x",
                ItemState.REFUSED,
                null,
                false,
                ApiServer.WHO,
                new PageQuery("a&b>c", 100)));
  }

  @Test
  void rows_are_asked_for_by_state_and_who_wants_to_see_subjects_is_named() throws Exception {
    Reply reply =
        api.get("/api/v1/requests/" + ID + "/items?state=HELD&state=REFUSED&reveal=true&after=7");

    assertThat(stub.last().arguments())
        .containsExactly(
            new ItemQuery(
                ID,
                List.of(ItemState.HELD, ItemState.REFUSED),
                true,
                ApiServer.WHO,
                new PageQuery("7", 100)));
    assertThat(reply.json().path("items").path(0).path("decided_at").asText())
        .isEqualTo("2026-03-03T08:15:30.250Z");
    assertThat(reply.header("Link")).isEmpty();
  }

  @Test
  void a_decision_has_the_name_of_who_signed_in_and_perhaps_a_reason() throws Exception {
    api.post("/api/v1/requests/" + ID + "/approve", "{\"reason\":\"checked\"}");

    assertThat(stub.last().arguments()).containsExactly(ID, new Decision(ApiServer.WHO, "checked"));

    api.wrong("POST", "/api/v1/requests/" + ID + "/cancel", null, new byte[0]);

    assertThat(stub.last().arguments()).containsExactly(ID, new Decision(ApiServer.WHO, ""));
  }

  @Test
  void the_receipt_and_the_outcomes_are_the_very_bytes_of_their_files() throws Exception {
    Files.createDirectories(home.resolve("outbox"));
    Files.writeString(home.resolve("outbox").resolve(ID + ".receipt.json"), "{ \"a\" : 1 }\n");
    Files.writeString(home.resolve("outbox").resolve(ID + ".outcomes.csv"), "row\r\n1\r\n");

    Reply receipt = api.get("/api/v1/requests/" + ID + "/receipt");
    Reply outcomes =
        api.wrong(
            "GET", "/api/v1/requests/" + ID + "/outcomes", null, new byte[0], "Range", "bytes=0-1");

    assertThat(receipt.text()).isEqualTo("{ \"a\" : 1 }\n");
    assertThat(outcomes.text()).isEqualTo("row\r\n1\r\n");
    assertThat(outcomes.header("Content-Disposition")).startsWith("attachment;").contains(ID);
    assertThat(outcomes.header("Cache-Control")).isEqualTo("no-store");
    assertThat(stub.last().arguments())
        .as("who looks at subjects is noted")
        .containsExactly(new ItemQuery(ID, List.of(), true, ApiServer.WHO, new PageQuery(null, 1)));
  }

  @Test
  void the_files_of_a_request_that_is_not_finished_are_not_there_yet() throws Exception {
    stub.answer("request", renamed("running-00000000"));

    Reply reply = api.get("/api/v1/requests/running-00000000/receipt");

    stub.answer("request", Samples.request());
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("detail").asText()).contains("not there").contains("HELD");
  }

  @ParameterizedTest
  @CsvSource({"../../secret", "..", "a/../../../secret", "/etc/passwd", "'a\0b'"})
  void no_id_leads_out_of_the_outbox(String id) throws Exception {
    Files.createDirectories(home.resolve("outbox"));
    Files.writeString(home.resolve("secret.receipt.json"), "secret");
    stub.answer("request", renamed(id));

    Reply reply = api.get("/api/v1/requests/any/receipt");

    stub.answer("request", Samples.request());
    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void every_operation_answers_and_says_what_was_refused() throws Exception {
    for (String line : ALL.lines().toList()) {
      String[] parts = line.split("[ |]+", -1);
      boolean file = parts[1].matches(".*/(receipt|outcomes)");
      String body = parts[1].endsWith("verify") ? "{\"a\":1}" : "{}";
      Files.createDirectories(home.resolve("outbox"));
      Files.writeString(home.resolve("outbox").resolve(ID + ".receipt.json"), "{}");
      Files.writeString(home.resolve("outbox").resolve(ID + ".outcomes.csv"), "row\r\n");
      boolean post = parts[0].equals("POST");

      Reply answered = post ? api.post(parts[1], body) : api.get(parts[1]);
      Object answer = Samples.stub().answerOf(parts[2]);
      stub.answer(parts[2], new OperationException(Kind.UNAVAILABLE, "The disk is full."));
      Reply refused = post ? api.post(parts[1], body) : api.get(parts[1]);
      stub.answer(parts[2], answer);
      Reply unknown =
          api.wrong(
              parts[0],
              parts[1] + "?colour=red",
              post ? "application/json" : null,
              post ? body.getBytes(UTF_8) : new byte[0]);

      assertThat(answered.status()).as(line).isBetween(200, 202);
      assertThat(answered.header("Cache-Control")).as(line).isEqualTo("no-store");
      assertThat(file || answered.json().isObject()).as(line).isTrue();
      assertThat(refused.status()).as(line).isEqualTo(503);
      assertThat(refused.json().path("detail").asText()).isEqualTo("The disk is full.");
      assertThat(unknown.status()).as(line).isEqualTo(400);
      assertThat(unknown.json().path("detail").asText())
          .contains("parameter")
          .doesNotContain("colour");
    }
  }

  @Test
  void a_receipt_is_verified_as_it_is() throws Exception {
    String text = "{ \"b\": 1,\n  \"a\" : \"王\" }\n";

    api.post("/api/v1/receipts/verify", "text/plain", text.getBytes(UTF_8));

    assertThat(stub.last().arguments()).containsExactly(text);
  }

  @Test
  void a_replay_takes_its_filter_from_the_body() throws Exception {
    api.post(
        "/api/v1/dead-letters/replay",
        "{\"vendor\":\"yunke\",\"outcome\":\"EXHAUSTED\",\"reason\":\"the vendor is back\"}");

    assertThat(stub.last().arguments())
        .containsExactly(
            new DeadLetterQuery(
                null,
                "yunke",
                ItemState.EXHAUSTED,
                null,
                false,
                ApiServer.WHO,
                new PageQuery(null, 1000)),
            new Decision(ApiServer.WHO, "the vendor is back"));
  }

  private static RequestView renamed(String id) {
    RequestView one = Samples.request();
    return new RequestView(
        id,
        one.source(),
        one.sha256(),
        one.state(),
        one.rows(),
        one.open(),
        one.counts(),
        one.balanced(),
        null,
        one.receivedAt(),
        null,
        null,
        null,
        null);
  }

  private static byte[] rows() {
    return "{\"items\":[{\"vendor\":\"yunke\",\"subject\":\"U1\"}]}".getBytes(UTF_8);
  }

  private static Submission submission() {
    return (Submission) stub.last().arguments().get(0);
  }

  private static String content() {
    return new String(
        ((Content) stub.last().arguments().get(1)).begin().getBytes(ISO_8859_1), UTF_8);
  }
}
