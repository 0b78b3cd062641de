package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.lethe.settings.PublishedCodes;
import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the voice platform: delete, list, and login. */
final class YunkeRouteTest extends VendorRouteTests {

  private static final String START = "{\"api_key\":\"KEY12345\",\"user_sn\":\"SYSUSER|0af\",";
  private static final String DELETED =
      "{\"rst\":\"200\",\"msg\":\"\",\"success_num\":2,\"fail_num\":0,\"not_allowed\":0}";

  @Test
  void theCallCarriesKeyAndNamesInTheDocumentedOrder() {
    reply(DELETED);

    send("yunke", Map.of(), "xiaolily", "a\"b/郑");

    LoggedRequest request = onlyRequest();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/yunke/api/aiUserDeleteapi");
    assertThat(request.getHeader("Accept")).isEqualTo("application/json");
    assertThat(request.getHeader("Content-Type")).matches("application/json; ?charset=(utf|UTF)-8");
    assertThat(request.getBodyAsString())
        .isEqualTo(
            START + "\"pkey\":\"user_name\",\"entityInstanceId\":[\"xiaolily\",\"a\\\"b/郑\"]}");
  }

  @Test
  void theNamesMayGoAsTextAndTheTwoFieldsMayBeSwapped() {
    reply(DELETED);

    send("yunke", Map.of("ids-as", "JSON_STRING"), "701", "702");
    send("yunke", Map.of("swap-fields", "true"), "701", "702");
    send("digelao", Map.of("swap-fields", "true", "ids-as", "JSON_STRING"), "701");

    assertThat(requests())
        .extracting(LoggedRequest::getBodyAsString)
        .containsExactly(
            START + "\"pkey\":\"user_name\",\"entityInstanceId\":\"[\\\"701\\\",\\\"702\\\"]\"}",
            START + "\"pkey\":[\"701\",\"702\"],\"entityInstanceId\":\"user_name\"}",
            START + "\"pkey\":\"[\\\"701\\\"]\",\"entityInstanceId\":\"user_name\"}");
    assertThat(requests().get(2).getUrl()).isEqualTo("/digelao/api/aiUserDeleteapi");
  }

  @Test
  void theUrlCheckIsLastAndCoversEverythingBeforeIt() throws Exception {
    reply(DELETED);

    send("yunke", Map.of("send-url-check", "true"), "a/b", "c");

    String fields = START + "\"pkey\":\"user_name\",\"entityInstanceId\":[\"a/b\",\"c\"]";
    assertThat(onlyRequest().getBodyAsString())
        .isEqualTo(fields + ",\"url\":\"" + check(fields.replace("/", "\\/") + "}") + "\"}");
  }

  private static String check(String json) throws Exception {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(md5).substring(1, 9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        // the deletion's own envelope, numbers as numbers or text
        "{'rst':'200','success_num':2,'fail_num':0,'not_allowed':0} | 0 | counted",
        "{'rst':200,'success_num':'2','fail_num':'0','not_allowed':'0'} | 0 | counted",
        "{'rst':'200','success_num':0,'fail_num':0,'not_allowed':2} | 0 | counted-refused",
        "{'rst':'200','success_num':0,'fail_num':2,'not_allowed':0} | 0 | counted-failed",
        "{'rst':'200','success_num':1,'fail_num':1,'not_allowed':0} | 0 | counted-fewer",
        "{'rst':'200','success_num':1,'fail_num':0,'not_allowed':'1'} | 0 | counted-fewer",
        "{'rst':'200','success_num':1,'fail_num':0,'not_allowed':0} | 0 | counted-oddly",
        "{'rst':'200','success_num':3,'fail_num':0,'not_allowed':0} | 0 | counted-oddly",
        "{'rst':'200','success_num':2,'fail_num':0,'not_allowed':''} | 0 | counted-oddly",
        "{'rst':'200','success_num':2,'fail_num':0,'not_allowed':['a']} | 0 | counted-oddly",
        "{'rst':'200','success_num':true,'fail_num':0,'not_allowed':0} | 0 | counted-oddly",
        // fields that are missing
        "{'rst':'200','success_num':2} | 0 | counted",
        "{'rst':'200','success_num':0} | 0 | counted-none",
        "{'rst':'200','success_num':9} | 0 | counted-more",
        "{'rst':'200','success_num':2,'fail_num':null,'not_allowed':0} | 0 | counted",
        "{'rst':'200','msg':''} | 0 | null",
        "{'rst':'200','success_num':null} | 0 | null",
        // the platform's envelope
        "{'code':0,'msg':'','data':{'success_num':2,'fail_num':0,'not_allowed':0}} | 0 | counted",
        "{'code':'0','data':{'success_num':'1','fail_num':1}} | 0 | counted-fewer",
        "{'code':0,'success_num':2,'fail_num':0} | 0 | counted",
        "{'code':0,'msg':'','data':[]} | 0 | null",
        "{'code':20005,'msg':'api_key','data':[]} | 20005 | null",
        "{'code':20005} | 20005 | null",
        // no sign of success
        "{} | odd-reply | null",
        "{'rst':'500','msg':'x'} | odd-reply | null",
        "{'success_num':2,'fail_num':0,'not_allowed':0} | odd-reply | counted",
        "[] | odd-reply | null",
        "[1] | odd-reply | null",
        "text | not-json | null",
        "7 | odd-reply | null",
        "{'code':{'a':1}} | odd-reply | null",
        "{'code':'counted','data':[]} | odd-reply | null"
      })
  void everyReplyIsReadAsWhatItSaysOfTwoNames(String json, String call, @Nullable String rest) {
    reply(json.replace('\'', '"'));

    Answer answer = send("yunke", Map.of(), "a", "b");

    assertThat(answer.call()).isEqualTo(call);
    assertThat(answer.rest()).isEqualTo(rest);
    assertThat(answer.items()).isEmpty();
    assertThat(answer.sent()).isTrue();
  }

  static Stream<Published> codes() {
    return PublishedCodes.YUNKE.stream();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyPublishedCodeComesThroughBothRoutes(Published published) {
    reply("{\"code\":" + published.code() + ",\"msg\":\"x\",\"data\":[]}");

    published("yunke", send("yunke", Map.of(), "a").call(), published);
    if (!published.code().equals("0")) {
      published("yunke", ask("yunke", "a").call(), published);
    }
  }

  static Stream<Published> statuses() {
    return PublishedCodes.HTTP.stream();
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusIsACodeOfItsOwn(Published published) {
    reply(status(published));

    published("yunke", send("yunke", Map.of(), "a").call(), published);
    published("digelao", ask("digelao", "a").call(), published);
  }

  @Test
  void theListIsAskedForByPageWithoutAFilter() {
    reply("{\"total\":1,\"data\":[{\"user_name\":\"a\"}]}");

    Answer answer = ask("yunke", "a", "b");

    assertThat(onlyRequest().getUrl()).isEqualTo("/yunke/api/aiUserDatasapi");
    assertThat(onlyRequest().getMethod().getName()).isEqualTo("POST");
    assertThat(onlyRequest().getBodyAsString())
        .isEqualTo(START + "\"pageIndex\":0,\"pageSize\":1000}");
    assertThat(answer.items()).isEqualTo(Map.of("a", "listed", "b", "not-listed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'total':3,'data':%s}",
        "{'total':'3','data':%s}",
        "{'code':0,'total':3,'data':%s}",
        "{'current_page':1,'data':%s,'total':3,'last_page':2}",
        "{'code':0,'msg':'','data':{'current_page':1,'data':%s,'total':3}}"
      })
  void bothShapesAreReadOverAllPages(String shape) {
    page(0, shape, "[{'user_name':'a'},{'user_name':'xa'}]");
    page(1, shape, "[{'user_name':'A '}]");

    Answer answer = ask("yunke", "a", "A", "x");

    assertThat(answer.items())
        .isEqualTo(Map.of("a", "listed", "A", "not-listed", "x", "not-listed"));
    assertThat(requests()).hasSize(2);
  }

  @Test
  void aListWithoutATotalEndsAtAnEmptyPage() {
    page(0, "{'data':%s}", "[{'user_name':'a'}]");
    page(1, "{'data':%s}", "[]");

    assertThat(ask("yunke", "a", "b").items()).isEqualTo(Map.of("a", "listed", "b", "not-listed"));
  }

  @Test
  void aListThatChangesWhileItIsReadProvesNoAbsence() {
    page(0, "{'total':3,'data':%s}", "[{'user_name':'a'},{'user_name':'b'}]");
    page(1, "{'total':2,'data':%s}", "[{'user_name':'b'}]");

    assertThat(ask("yunke", "a", "c").items()).isEqualTo(Map.of("a", "listed", "c", "torn-list"));
  }

  @Test
  void aVendorThatRepeatsItsPageIsNotReadForEver() {
    reply("{\"total\":5,\"data\":[{\"user_name\":\"a\"}]}");

    assertThat(ask("yunke", "a", "c").items()).isEqualTo(Map.of("a", "listed", "c", "torn-list"));
    assertThat(requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':0,'msg':''}",
        "{'total':0}",
        "{'total':0,'data':null}",
        "{'total':0,'data':'none'}",
        "{'code':0,'data':{'total':0}}",
        "{'data':['a']}",
        "{'total':1,'data':[{'userName':'a'}]}",
        "{'total':1,'data':[{'user_name':null}]}",
        "{'total':'many','data':[]}",
        "[]",
        "{}"
      })
  void whatIsNoListProvesNoAbsence(String json) {
    reply(json.replace('\'', '"'));

    Answer answer = ask("yunke", "a");

    assertThat(answer.call()).isEqualTo("odd-reply");
    assertThat(answer.items()).isEmpty();
  }

  private static void page(int number, String shape, String data) {
    VENDOR.stubFor(
        post(urlPathEqualTo("/yunke/api/aiUserDatasapi"))
            .withRequestBody(matchingJsonPath("$[?(@.pageIndex == " + number + ")]"))
            .willReturn(aResponse().withBody(String.format(shape, data).replace('\'', '"'))));
  }

  // -- login

  private static final String LOGGED_IN =
      "{'code':0,'msg':'login success','data':{'api_key':'KEY12345','user_sn':'SYSUSER|0af',"
          + "'api_key_expire':EXPIRES,'user_name':'boss','parent_sn':'','passwd':'$2y$10$planted-hash',"
          + "'remember_token':'planted-remember','sippwd':'planted-sip','mobile':'13800138000'}}";

  @Test
  void theLoginByAccessIdIsSignedOverItsOwnTimestamp() throws Exception {
    loggedIn("1790000000");

    login("yunke");

    LoggedRequest request = onlyRequest();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/yunke/api/login");
    assertThat(request.getHeader("Accept")).isEqualTo("application/json");
    assertThat(request.getHeader("Content-Type")).matches("application/json; ?charset=(utf|UTF)-8");
    String body = request.getBodyAsString();
    assertThat(body)
        .matches(
            "\\{\"api_access_id\":\""
                + ACCESS_ID
                + "\",\"from\":1,\"timestamp\":"
                + "\"[0-9-]{10} [0-9:]{8}\",\"sign\":\"[0-9a-f]{32}\"}");
    String timestamp = body.replaceAll(".*\"timestamp\":\"([^\"]+)\".*", "$1");
    byte[] md5 =
        MessageDigest.getInstance("MD5")
            .digest((ACCESS_ID + ACCESS_SECRET + timestamp).getBytes(StandardCharsets.UTF_8));
    assertThat(body).contains(HexFormat.of().formatHex(md5)).doesNotContain(ACCESS_SECRET);
  }

  @Test
  void theLoginByPasswordCarriesThePublishedCheck() {
    loggedIn("1790000000");

    login("digelao");

    assertThat(onlyRequest().getBodyAsString())
        .isEqualTo("{\"username\":\"xxx\",\"password\":\"xxx\",\"from\":2,\"url\":\"1dbe80df\"}");
    assertThat(onlyRequest().getUrl()).isEqualTo("/digelao/api/login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1790000000", "'1790000000'"})
  void nothingButTheFourValuesLeavesTheLogin(String expires) {
    loggedIn(expires);

    Exchange exchange = login("yunke");

    assertThat(exchange.getMessage().getBody())
        .hasToString(
            "{call=0, token={api_key=KEY12345, user_sn=SYSUSER|0af}, expires=1790000000,"
                + " account=boss}");
    Map<String, Object> everything = new LinkedHashMap<>(exchange.getVariables());
    everything.remove("vendor");
    everything.putAll(exchange.getProperties());
    everything.putAll(exchange.getMessage().getHeaders());
    everything.put("body", exchange.getMessage().getBody());
    everything.put("in", exchange.getIn().getBody());
    assertThat(everything.toString())
        .doesNotContain("planted", "passwd", "remember_token", "sippwd", "13800138000")
        .doesNotContain(ACCESS_SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':20004,'msg':'x'} | 20004",
        "{'code':20004,'msg':'x','data':[]} | 20004",
        "{'code':'20004','msg':'x','data':''} | 20004",
        "{'code':20004,'msg':'x','data':{}} | 20004",
        "{'code':20003,'msg':'x','data':null} | 20003",
        "{'code':0,'data':[]} | login-failed",
        "{'code':0,'data':{'api_key_expire':1790000000,'user_sn':'s'}} | login-failed",
        "{'code':0,'data':{'api_key':'k','api_key_expire':1790000000}} | login-failed",
        "{'code':0,'data':{'api_key':'k','user_sn':'s','api_key_expire':'soon'}} | login-failed",
        "{'code':0,'data':{'api_key':'k','user_sn':'s'}} | login-failed",
        "[] | login-failed",
        "<html> | not-json"
      })
  void aLoginThatFailsEndsTheCallBeforeItIsSent(String json, String code) {
    reply(json.replace('\'', '"'));

    Exchange exchange = request("direct:token", vendor("yunke"), Map.of(), false, "a");

    assertThat(exchange.getException()).isInstanceOf(CallFailedException.class).hasMessage(code);
    Answer answer = VendorAnswers.of(exchange, List.of("a"));
    assertThat(answer.sent()).isFalse();
    assertThat(requests()).hasSize(1);
  }

  @Test
  void aWrongPasswordHaltsWithoutAProbe() {
    assertThat(vendor("yunke").codes().rule("20004").probe()).isFalse();
    assertThat(vendor("digelao").codes().rule("20004").probe()).isFalse();
  }

  private static void loggedIn(String expires) {
    reply(LOGGED_IN.replace("EXPIRES", expires).replace('\'', '"'));
  }

  private Exchange login(String name) {
    return request("direct:login-ciopaas", vendor(name), Map.of(), false);
  }
}
