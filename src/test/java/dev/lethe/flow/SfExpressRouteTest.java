package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.lethe.settings.PublishedCodes;
import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.Answer;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The route to SF Express: the signature over what is sent, and every form of a failure. */
final class SfExpressRouteTest extends VendorRouteTests {

  @Test
  void theCallCarriesTheAccountsJoinedByCommas() {
    reply("{\"succ\":\"ok\"}");

    send("zhangsan", "lisi01");

    LoggedRequest request = onlyRequest();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/sf-express/public/user/v1/batchDelete");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("sendAppId")).isEqualTo("201905140011898");
    assertThat(request.getBodyAsString())
        .isEqualTo("{\"companyId\":\"201905140011898\",\"userNos\":\"zhangsan,lisi01\"}");
  }

  @Test
  void everyAttemptIsSignedOverItsBytesWithATimestampOfItsOwn() throws Exception {
    reply(aResponse().withBody("{\"succ\":\"ok\"}").withFixedDelay(10));

    send("a\"b\\c<d>", "x y");
    send("a\"b\\c<d>", "x y");

    List<LoggedRequest> requests = requests();
    assertThat(requests).hasSize(2);
    for (LoggedRequest request : requests) {
      String timestamp = request.getHeader("timestamp");
      assertThat(Instant.ofEpochMilli(Long.parseLong(timestamp)))
          .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
      assertThat(request.getHeader("sign")).isEqualTo(signature(request.getBody(), timestamp));
    }
    assertThat(requests.get(1).getHeader("timestamp"))
        .isGreaterThan(requests.get(0).getHeader("timestamp"));
  }

  private static String signature(byte[] body, String timestamp) throws Exception {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write(body);
    signed.write(("&sk=" + SK + "&timestamp=" + timestamp).getBytes(UTF_8));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-512").digest(signed.toByteArray()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "{'succ':'ok','msg':'','result':null} | ok | ok |",
        "{'succ':'ok','result':[]} | ok | ok |",
        "{'succ':'ok'} | ok | ok |",
        // rows that are named
        "{'succ':'fail','result':[{'rowNo':2,'userNo':'b','cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'rowNo':'2','userNo':'b','cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'userNo':'b','cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'rowNo':2,'cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'rowNo':'2','cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'rowNo':2,'userNo':'z','cause':'x'}]} | ok | not-named | b=x",
        "{'succ':'fail','result':[{'rowNo':9,'userNo':'a','cause':4001}]} | ok | not-named | a=4001",
        "{'succ':'fail','result':[{'rowNo':1,'userNo':'a','cause':null}]} | ok | not-named | a=",
        "{'succ':'fail','result':[{'rowNo':1,'userNo':'a'}]} | ok | not-named | a=",
        // the two disagree
        "{'succ':'fail','result':[{'rowNo':1,'userNo':'b','cause':'x'}]} | ok | not-named"
            + " | a=odd-reply;b=odd-reply",
        "{'succ':'fail','result':[{'rowNo':'1','userNo':'b','cause':'x'}]} | ok | not-named"
            + " | a=odd-reply;b=odd-reply",
        "{'succ':'fail','result':[{'userNo':'b','cause':'x'},{'userNo':'b','cause':'y'}]} | ok"
            + " | not-named | b=odd-reply",
        // nobody who was sent
        "{'succ':'fail','result':[{'rowNo':7,'userNo':'z','cause':'x'}]} | ok | not-named |",
        "{'succ':'fail','result':[{}]} | ok | not-named |",
        // the whole call
        "{'succ':'fail','msg':'why','result':null} | why | null |",
        "{'succ':'fail','msg':'why','result':[]} | why | null |",
        "{'succ':'fail','msg':4001} | 4001 | null |",
        "{'succ':'fail','msg':'ok'} | odd-reply | null |",
        "{'succ':'fail','msg':''} | fail | null |",
        "{'succ':'fail','msg':null,'result':[]} | fail | null |",
        "{'succ':'fail'} | fail | null |",
        // neither ok nor fail
        "{'succ':'maybe','msg':'why'} | odd-reply | null |",
        "{'succ':'maybe','result':[{'userNo':'b','cause':'不存在'}]} | odd-reply | null |",
        "{'result':[{'userNo':'b','cause':'不存在'}]} | odd-reply | null |",
        "{'succ':true} | odd-reply | null |",
        "{} | odd-reply | null |",
        "[] | odd-reply | null |",
        "ok | not-json | null |",
        "{'succ':'fail','msg':['why']} | odd-reply | null |",
        "{'succ':'fail','result':['b']} | odd-reply | null |"
      })
  void everyReplyIsReadAsWhatItSaysOfTwoAccounts(
      String json, String call, @Nullable String rest, @Nullable String items) {
    reply(json.replace('\'', '"'));

    Answer answer = send("a", "b");

    assertThat(answer.call()).isEqualTo(call);
    assertThat(answer.rest()).isEqualTo(rest);
    Map<String, String> expected = new HashMap<>();
    for (String item : items == null ? new String[0] : items.split(";", -1)) {
      expected.put(item.substring(0, 1), item.substring(2));
    }
    assertThat(answer.items()).isEqualTo(expected);
  }

  static Stream<Published> causes() {
    return PublishedCodes.SF.stream();
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyCauseComesThroughOfARowAndOfTheWholeCall(Published cause) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, Object> row = Map.of("rowNo", 2, "userNo", "b", "cause", cause.code());
    reply(json.writeValueAsString(Map.of("succ", "fail", "msg", "", "result", List.of(row))));
    published("sf-express", send("a", "b").items().get("b"), cause);

    reply(json.writeValueAsString(Map.of("succ", "fail", "msg", cause.code())));
    published("sf-express", send("a", "b").call(), cause);
  }

  static Stream<Published> statuses() {
    return PublishedCodes.HTTP.stream();
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusIsACodeOfItsOwn(Published published) {
    reply(status(published));

    published("sf-express", send("a").call(), published);
  }

  private Answer send(String... subjects) {
    return send("sf-express", Map.of(), subjects);
  }
}
