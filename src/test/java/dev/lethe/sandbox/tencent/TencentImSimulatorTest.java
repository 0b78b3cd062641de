package dev.lethe.sandbox.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.CallKind;
import dev.lethe.vendor.tencent.UserSig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TencentImSimulatorTest {

  private TencentCaller tencent;

  @BeforeEach
  void start() throws IOException {
    tencent = new TencentCaller();
  }

  @AfterEach
  void stop() {
    tencent.close();
  }

  @Test
  void answersTheVendorsOwnExampleAsTheVendorDoes() throws IOException {
    JsonNode reply =
        tencent.call(
            TencentCaller.DELETE,
            "{\"DeleteItem\":[{\"UserID\":\"UserID_1\"},{\"UserID\":\"UserID_2\"}]}");

    assertThat(reply)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"ActionStatus": "OK","ErrorCode": 0,"ErrorInfo": "","ResultItem": [
                      {"ResultCode": 0,"ResultInfo": "","UserID": "UserID_1"},
                      {"ResultCode": 70107,"ResultInfo": "Err_TLS_PT_Open_Login_Account_Not_Exist",
                       "UserID": "UserID_2"}]}
                    """));
    assertThat(tencent.vendor.calls().violations()).isEmpty();
  }

  @Test
  void whoIsDeletedIsGoneUntilImportedAgain() throws IOException {
    assertThat(tencent.check("anna", "absent-1"))
        .containsExactly("anna Imported", "absent-1 NotImported");

    assertThat(tencent.delete("anna", "absent-1")).containsExactly("anna 0", "absent-1 70107");
    assertThat(tencent.delete("anna")).containsExactly("anna 70107");
    assertThat(tencent.check("anna")).containsExactly("anna NotImported");

    tencent.call("/v4/im_open_login_svc/account_import", "{\"UserID\":\"anna\",\"Nick\":\"A\"}");
    assertThat(tencent.check("anna")).containsExactly("anna Imported");
    assertThat(tencent.delete("anna")).containsExactly("anna 0");

    JsonNode many =
        tencent.call(
            "/v4/im_open_login_svc/multiaccount_import", "{\"Accounts\":[\"anna\",\"absent-1\"]}");
    assertThat(many.path("FailAccounts").isArray()).isTrue();
    assertThat(tencent.delete("anna", "absent-1")).containsExactly("anna 0", "absent-1 0");
    assertThat(tencent.vendor.calls().violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sdkappid,,60012,true",
    "sdkappid,1400000001,60006,false",
    "sdkappid,01400000000,60006,false",
    "identifier,,60004,true",
    "identifier,somebody,70013,false",
    "usersig,,60005,true",
    "usersig,xxx,70003,false",
    "random,,60002,true",
    "random,-1,60002,true",
    "random,4294967296,60002,true",
    "random,0x10,60002,true",
    "contenttype,,60002,true",
    "contenttype,JSON,60002,true",
    "Random,7,60002,true",
  })
  void theQueryIsTakenToTheLetter(String field, String value, int code, boolean violation)
      throws IOException {
    Map<String, String> fields = tencent.fields();
    fields.put(field, value == null ? "" : value);

    JsonNode reply = tencent.call(TencentCaller.DELETE, fields, body("anna"));

    assertThat(reply.path("ActionStatus").asText()).isEqualTo("FAIL");
    assertThat(reply.path("ErrorCode").asInt()).isEqualTo(code);
    assertThat(reply.has("ResultItem")).isFalse();
    assertThat(tencent.vendor.calls().violationCount()).isEqualTo(violation ? 1 : 0);
    assertThat(tencent.vendor.calls().codes()).containsEntry("" + code, 1L);
    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "administrator,1400000000,wrong-key,3600,70009",
    "administrator,1400000001,right-key,3600,70014",
    "administrator,1400000000,right-key,10,70001",
    "somebody,1400000000,right-key,3600,60010",
  })
  void aSignatureIsCheckedAsTheVendorDoes(
      String identifier, long app, String key, long seconds, int code) throws IOException {
    Map<String, String> fields = tencent.fields();
    fields.put("identifier", identifier);
    fields.put(
        "usersig",
        UserSig.sign(
            app,
            identifier,
            key.equals("right-key") ? TencentCaller.KEY : key,
            TencentCaller.NOW.minusSeconds(10),
            Duration.ofSeconds(seconds)));

    JsonNode reply = tencent.call(TencentCaller.DELETE, fields, body("anna"));

    assertThat(reply.path("ErrorCode").asInt()).isEqualTo(code);
    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|60003",
        "[]|60003",
        "{\"DeleteItem\":[|60003",
        "{}|70402",
        "{\"deleteItem\":[{\"UserID\":\"anna\"}]}|70402",
        "{\"DeleteItem\":\"anna\"}|70402",
        "{\"DeleteItem\":[\"anna\"]}|70402",
        "{\"DeleteItem\":[{\"UserId\":\"anna\"}]}|70402",
        "{\"DeleteItem\":[]}|70206",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"},{\"UserID\":7}]}|60015",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"},{\"UserID\":\"\"}]}|70402",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"},{\"UserID\":\"陈\"}]}|70402",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"},{\"UserID\":\"a\\tb\"}]}|70402",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"},{\"UserID\":\"012345678901234567890123456789012\"}]}|70402",
        "{\"DeleteItem\":[{\"UserID\":\"anna\",\"UserID\":\"bert\"}]}|60003",
        "{\"DeleteItem\":[{\"UserID\":\"anna\"}]} {}|60003",
      })
  void aMalformedBodyFailsAsAWholeAndDeletesNobody(String body, int code) throws IOException {
    JsonNode reply = tencent.call(TencentCaller.DELETE, body);

    assertThat(reply.path("ActionStatus").asText()).isEqualTo("FAIL");
    assertThat(reply.path("ErrorCode").asInt()).isEqualTo(code);
    assertThat(reply.has("ResultItem")).isFalse();
    assertThat(tencent.vendor.calls().violations()).hasSize(1);
    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
  }

  @Test
  void aHundredAccountsAreTakenAndNotOneMore() throws IOException {
    String[] hundred = IntStream.range(0, 100).mapToObj(i -> "u" + i).toArray(String[]::new);
    String[] more = IntStream.range(0, 101).mapToObj(i -> "v" + i).toArray(String[]::new);

    assertThat(tencent.delete(hundred)).hasSize(100).allMatch(result -> result.endsWith(" 0"));
    JsonNode refused = tencent.call(TencentCaller.DELETE, body(more));

    assertThat(refused.path("ErrorCode").asInt()).isEqualTo(70206);
    assertThat(tencent.vendor.accounts().deleted()).isEqualTo(100);
    assertThat(tencent.vendor.calls().largestBatch()).isEqualTo(100);
  }

  @Test
  void aUserIdTwiceInACallIsAnsweredAndNoted() throws IOException {
    assertThat(tencent.delete("anna", "anna")).containsExactly("anna 0", "anna 70107");

    assertThat(tencent.vendor.calls().violations()).singleElement().asString().contains("twice");
    assertThat(tencent.vendor.calls().timesSent("anna")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "@RBT#helper"})
  void whatMustNotBeDeletedIsNotAndIsNoted(String id) throws IOException {
    assertThat(tencent.delete("anna", id)).containsExactly("anna 0", id + " 70402");

    assertThat(tencent.vendor.calls().violations()).hasSize(1);
    assertThat(tencent.vendor.accounts().exists(id)).isTrue();
  }

  @Test
  void aRepeatedRandomIsAnsweredAndNoted() throws IOException {
    Map<String, String> fields = tencent.fields();

    tencent.call(TencentCaller.DELETE, fields, body("anna"));
    JsonNode reply = tencent.call(TencentCaller.DELETE, fields, body("bert"));

    assertThat(reply.path("ErrorCode").asInt()).isZero();
    assertThat(tencent.vendor.calls().violations()).singleElement().asString().contains("random");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v4/im_open_login_svc/account_Delete",
        "/v4/im_open_login_svc/account_delete/",
        "/account_delete",
        "/",
      })
  void anUnknownAddressIsRefused(String path) throws IOException {
    assertThat(tencent.call(path, body("anna")).path("ErrorCode").asInt()).isEqualTo(60009);
    assertThat(tencent.vendor.calls().violations()).hasSize(1);
    assertThat(tencent.vendor.calls().calls(CallKind.OTHER)).isEqualTo(1);
  }

  @Test
  void onlyPostIsUnderstoodAndTheStatusIsAlways200() throws IOException {
    HttpRequest get =
        HttpRequest.newBuilder(
                URI.create(
                    tencent.server.baseUrl("tencent-im")
                        + TencentCaller.DELETE
                        + "?"
                        + TencentCaller.query(tencent.fields())))
            .build();

    var reply = tencent.send(get);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("60009");
  }

  @Test
  void whatIsNotedHoldsNoSecret() throws IOException {
    Map<String, String> fields = tencent.fields();
    String userSig = fields.get("usersig");
    fields.put(userSig, "1");

    JsonNode reply = tencent.call(TencentCaller.DELETE, fields, body("anna"));

    assertThat(reply.toString()).contains("60002").doesNotContain(userSig);
    assertThat(tencent.vendor.calls().violations().toString()).doesNotContain(userSig);
  }

  @Test
  void noSecretIsLoggedHoweverMuchTheRootLoggerAsksFor() throws IOException {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getLoggerName() + " " + new SimpleFormatter().formatMessage(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try {
      assertThat(tencent.delete("anna")).containsExactly("anna 0");
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
    }

    String userSig = tencent.fields().get("usersig");
    assertThat(logged)
        .filteredOn(
            line -> line.startsWith("com.sun.net.httpserver") || line.startsWith("dev.lethe"))
        .noneMatch(line -> line.contains(userSig) || line.contains(TencentCaller.KEY));
  }

  private static String body(String... ids) {
    return TencentCaller.items("DeleteItem", ids);
  }
}
