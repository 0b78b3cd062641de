package dev.lethe.sandbox.longlonglong;

import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.ANNA;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.BERT;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.CARL;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.CLUES;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.DELETE;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.DORA;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.LIST;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.TOKEN;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.sandbox.CallKind;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LonglonglongSimulatorTest {

  private LonglonglongCaller lll;

  @BeforeEach
  void start() throws IOException {
    lll = new LonglonglongCaller();
  }

  @AfterEach
  void stop() {
    lll.close();
  }

  @Test
  void aDeletionIsAnsweredAsInTheVendorsDocument() throws IOException {
    HttpResponse<String> reply =
        lll.send(lll.deletion(LonglonglongCaller.body(ANNA, BERT, "13600136000")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"code\":200,\"status\":\"success\",\"message\":\"删除客户公海数据成功\","
                + "\"data\":{\"count\":2}}");
    assertThat(lll.vendor.accounts().exists(ANNA)).isFalse();
    assertThat(lll.vendor.calls().calls(CallKind.DELETE)).isOne();
    assertThat(lll.vendor.calls().timesSent(BERT)).isOne();
    assertThat(lll.vendor.calls().violations()).isEmpty();
    assertThat(lll.vendor.bodiesLost()).isZero();
  }

  @Test
  void whoeverIsGoneIsNotCounted() throws IOException {
    assertThat(lll.delete(ANNA)).isOne();
    assertThat(lll.delete(ANNA, BERT)).isOne();
    assertThat(lll.delete(ANNA)).isZero();

    lll.vendor.accounts().restore(ANNA);
    assertThat(lll.delete(ANNA)).isOne();
  }

  @Test
  void theCountIsOfRecordsInBothPools() throws IOException {
    lll.vendor.records(ANNA, 3);

    assertThat(lll.delete(ANNA)).isEqualTo(3);
    assertThat(lll.delete(CARL)).isEqualTo(2);
    assertThat(lll.delete(DORA)).isOne();
    assertThat(lll.vendor.clues().list()).isEmpty();
  }

  @Test
  void theCluesCanBeLeftAlone() throws IOException {
    lll.vendor.clearsClues(false);

    assertThat(lll.delete(CARL, DORA)).isOne();

    assertThat(lll.list(LIST, "page=1&phone=" + CARL)).containsExactly("0");
    assertThat(lll.list(CLUES, "page=1")).containsExactly("2", CARL, DORA);
  }

  @Test
  void noBodyDeletesNobodyAndIsASuccess() throws IOException {
    JsonNode reply = lll.call(lll.request(DELETE).method("DELETE", BodyPublishers.noBody()));

    assertThat(reply.path("status").asText()).isEqualTo("success");
    assertThat(reply.path("data").path("count").asInt(-1)).isZero();
    assertThat(lll.vendor.bodiesLost()).isOne();
    assertThat(lll.vendor.calls().violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"phone\":[]}", "{\"phone\":[],\"encryption\":false}"})
  void noPhonesDeleteNobodyAndAreAViolation(String body) throws IOException {
    JsonNode reply = lll.call(lll.deletion(body));

    assertThat(reply.path("code").asInt()).isEqualTo(200);
    assertThat(reply.path("data").path("count").asInt(-1)).isZero();
    assertThat(lll.vendor.bodiesLost()).isZero();
    assertThat(lll.vendor.calls().violationCount()).isOne();
    assertThat(lll.vendor.accounts().list()).hasSize(3);
  }

  @Test
  void aPhoneThatIsSentTwiceIsAViolationAndCountsOnce() throws IOException {
    assertThat(lll.delete(ANNA, ANNA)).isOne();

    assertThat(lll.vendor.calls().violations()).containsExactly("del_customer holds a phone twice");
  }

  @ParameterizedTest
  @MethodSource("bodiesOfAnotherForm")
  void bodiesOfAnotherFormAreRefused(String body) throws IOException {
    HttpResponse<String> reply = lll.send(lll.deletion(body));

    assertThat(reply.statusCode()).isEqualTo(422);
    assertThat(reply.body()).startsWith("{\"code\":422,\"status\":\"error\"").contains("data\":[]");
    assertThat(lll.vendor.calls().violationCount()).isOne();
    assertThat(lll.vendor.accounts().list()).hasSize(3);
  }

  static Stream<String> bodiesOfAnotherForm() {
    return Stream.of(
        "[]",
        "phone=13800138000",
        "{\"phone\":\"13800138000\"}",
        "{\"phone\":[13800138000]}",
        "{\"phone\":[\"\"]}",
        "{\"phone\":[\"13800138000 \"]}",
        "{\"phone\":[\"13800138000\"],\"phones\":[]}",
        "{\"phone\":[\"13800138000\"],\"phone\":[\"13800138001\"]}",
        "{\"phone\":[\"13800138000\"],\"encryption\":true}",
        "{\"phone\":[\"13800138000\"],\"encryption\":\"false\"}",
        "{\"phone\":[\"13800138000\"],\"created_at\":[]}",
        "{\"created_at\":[\"2024-07-26 00:00:00\",\"2024-07-27 23:59:59\"]}",
        LonglonglongCaller.body(
            IntStream.rangeClosed(0, 100).mapToObj(i -> "" + (1_000 + i)).toArray(String[]::new)));
  }

  @Test
  void aHundredPhonesPass() throws IOException {
    String[] phones =
        IntStream.range(0, 100).mapToObj(i -> "" + (1_000 + i)).toArray(String[]::new);

    assertThat(lll.delete(phones)).isZero();

    assertThat(lll.vendor.calls().violations()).isEmpty();
    assertThat(lll.vendor.calls().largestBatch()).isEqualTo(100);
  }

  @Test
  void theTokenCanBeRotated() throws IOException {
    lll.vendor.rotateToken("another");

    HttpResponse<String> reply = lll.send(lll.deletion(LonglonglongCaller.body(ANNA)));
    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body()).startsWith("{\"code\":401,\"status\":\"error\"").contains("data\":[]");
    assertThat(lll.vendor.calls().violations()).isEmpty();

    lll.vendor.rotateToken(TOKEN);
    assertThat(lll.delete(ANNA)).isOne();
    assertThat(lll.vendor.calls().codes()).containsEntry("401", 1L).containsEntry("200", 1L);
  }

  @Test
  void codesCanBeInTheBodyOnly() throws IOException {
    lll.vendor.always200(true);
    lll.vendor.rotateToken("another");

    HttpResponse<String> reply = lll.send(lll.deletion(LonglonglongCaller.body(ANNA)));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).startsWith("{\"code\":401,\"status\":\"error\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dGVzdA==", "test-token-not-real"})
  void anotherSchemeIsAViolationThatShowsNoToken(String header) throws IOException {
    int status = lll.send(lll.deletion("{}").setHeader("Authorization", header)).statusCode();

    assertThat(status).isEqualTo(401);
    assertThat(lll.vendor.calls().violations())
        .singleElement()
        .asString()
        .doesNotContain(header, USER);
  }

  @Test
  void anotherUserIsNotFound() throws IOException {
    assertThat(lll.send(lll.request("/agent-api/user/nobody/get_customer?page=1")).statusCode())
        .isEqualTo(404);
    assertThat(lll.vendor.calls().violations()).isEmpty();
  }

  @Test
  void otherAddressesMethodsAndContentTypesAreViolations() throws IOException {
    String body = LonglonglongCaller.body(ANNA);

    assertThat(lll.send(lll.request("/agent-api/user")).statusCode()).isEqualTo(404);
    assertThat(lll.send(lll.request(DELETE).POST(BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(405);
    assertThat(lll.send(lll.deletion(body).setHeader("Content-Type", "text/plain")).statusCode())
        .isEqualTo(422);
    assertThat(lll.vendor.calls().violationCount()).isEqualTo(3);
    assertThat(lll.vendor.accounts().exists(ANNA)).isTrue();
  }

  @Test
  void aCustomerIsListedWithTheDocumentedFields() throws IOException {
    JsonNode reply = lll.call(lll.request(LIST + "?page=1&per_page=10&phone=" + ANNA));

    assertThat(reply.path("code").asInt()).isEqualTo(200);
    assertThat(reply.path("meta").toString())
        .isEqualTo(
            "{\"has_pages\":false,\"total\":1,\"last_page\":1,\"current_page\":1,\"per_page\":10}");
    assertThat(reply.path("data").size()).isOne();
    assertThat(reply.path("data").path(0).path("user_id").asText()).isEqualTo(USER);
    assertThat(reply.path("data").path(0).path("created_at").asText())
        .isEqualTo("2026-03-01 16:00:00");
    assertThat(lll.vendor.calls().calls(CallKind.VERIFY)).isOne();
  }

  @Test
  void thePoolsAreTwoListings() throws IOException {
    assertThat(lll.list(LIST, "page=1")).containsExactly("3", ANNA, BERT, CARL);
    assertThat(lll.list(CLUES, "page=1")).containsExactly("2", CARL, DORA);
    assertThat(lll.list(CLUES, "page=1&phone=" + ANNA)).containsExactly("0");
  }

  @Test
  void recordsComeInPages() throws IOException {
    lll.vendor.records(BERT, 2);

    JsonNode first = lll.call(lll.request(LIST + "?page=1&per_page=3"));

    assertThat(first.path("meta").path("has_pages").asBoolean()).isTrue();
    assertThat(first.path("meta").path("last_page").asInt()).isEqualTo(2);
    assertThat(lll.list(LIST, "page=1&per_page=3")).containsExactly("4", ANNA, BERT, BERT);
    assertThat(lll.list(LIST, "page=2&per_page=3")).containsExactly("4", CARL);
    assertThat(lll.list(LIST, "page=9&per_page=3")).containsExactly("4");
  }

  @Test
  void theFilterIsExactOrFuzzy() throws IOException {
    assertThat(lll.list(LIST, "page=1&phone=1380013800")).containsExactly("0");

    lll.vendor.fuzzy(true);

    assertThat(lll.list(LIST, "page=1&phone=1380013800")).containsExactly("2", ANNA, BERT);
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("1", ANNA);
  }

  @Test
  void phonesCanBeMasked() throws IOException {
    lll.vendor.masked(true);

    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("1", "138****8000");
    assertThat(lll.list(LIST, "page=1&phone=8000")).containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?per_page=5",
        "?page=0",
        "?page=one",
        "?page=1&page=1",
        "?page=1&per_page=101",
        "?page=1&email=a",
        "?page=1&encryption=true"
      })
  void queriesOfAnotherFormAreRefused(String query) throws IOException {
    assertThat(lll.send(lll.request(LIST + query)).statusCode()).isEqualTo(422);

    assertThat(lll.vendor.calls().violationCount()).isOne();
  }

  @Test
  void theTokenCanBeAskedAbout() throws IOException {
    assertThat(lll.call(lll.request("/agent-api/token")).path("code").asInt()).isEqualTo(200);
    lll.vendor.rotateToken("another");
    assertThat(lll.send(lll.request("/agent-api/token")).statusCode()).isEqualTo(401);
    assertThat(lll.vendor.calls().calls(CallKind.OTHER)).isEqualTo(2);
  }
}
