package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.lethe.settings.PublishedCodes;
import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of Longlonglong: a DELETE with a body, and the two pools. */
final class LonglonglongRouteTest extends VendorRouteTests {

  private static final String USER = "/longlonglong/agent-api/user/" + USER_ID;
  private static final String NOBODY =
      "{'code':200,'status':'success','meta':{'total':0},'data':[]}";
  private static final String LISTED =
      "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':'13800138000'}]}";

  @Test
  void theDeletionArrivesWithItsBodyAndNeverWithASpanOfTime() {
    reply("{\"code\":200,\"status\":\"success\",\"data\":{\"count\":2}}");

    send("13800138000", "+86-10-1234");

    LoggedRequest request = onlyRequest();
    assertThat(request.getMethod().getName()).isEqualTo("DELETE");
    assertThat(request.getUrl()).isEqualTo(USER + "/del_customer");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + BEARER);
    assertThat(request.getHeader("Content-Type")).startsWith("application/json");
    assertThat(request.getBodyAsString())
        .isEqualTo("{\"phone\":[\"13800138000\",\"+86-10-1234\"],\"encryption\":false}")
        .doesNotContain("created_at");
  }

  @Test
  void aTokenFromAFileIsReadAgainWhenItChanges(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");
    Map<String, String> fromFile = Map.of("token", "", "token-file", file.toString());
    reply("{\"code\":200,\"status\":\"success\",\"data\":{\"count\":1}}");

    Files.writeString(file, "the-first\n");
    send("longlonglong", fromFile, "138");
    Files.writeString(file, "the-second-one\n");
    send("longlonglong", fromFile, "138");

    assertThat(requests())
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly("Bearer the-first", "Bearer the-second-one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "{'code':200,'status':'success','message':'','data':{'count':2}} | 200 | counted",
        "{'code':'200','status':'success','data':{'count':'2'}} | 200 | counted",
        "{'code':200,'status':'success','data':{'count':1}} | 200 | counted-fewer",
        "{'code':200,'status':'success','data':{'count':0}} | 200 | counted-none",
        "{'code':200,'status':'success','data':{'count':10}} | 200 | counted-more",
        // odd or missing counts
        "{'code':200,'status':'success','data':{'count':null}} | 200 | counted-oddly",
        "{'code':200,'status':'success','data':{}} | 200 | counted-oddly",
        "{'code':200,'status':'success','data':{'count':'all'}} | 200 | counted-oddly",
        "{'code':200,'status':'success','data':{'count':[2]}} | 200 | counted-oddly",
        "{'code':200,'status':'success','data':[]} | 200 | null",
        "{'code':200,'status':'success','data':null} | 200 | null",
        "{'code':200,'status':'success'} | 200 | null",
        // the general form of an error
        "{'code':6007,'status':'error','message':'x','data':[]} | 6007 | null",
        "{'code':'6007','status':'error','data':[]} | 6007 | null",
        "{'code':422,'status':'error'} | 422 | null",
        "{'code':500,'status':'success'} | 500 | null",
        // a code and a status that do not agree, or are not there
        "{'code':200,'status':'error','data':[]} | odd-reply | null",
        "{'code':'200','status':'error','data':[]} | odd-reply | null",
        "{'code':200,'data':[]} | odd-reply | null",
        "{'status':'success','data':[]} | odd-reply | null",
        "{'status':'error'} | odd-reply | null",
        "{'data':{'count':2}} | odd-reply | counted",
        "{} | odd-reply | null",
        "[] | odd-reply | null",
        "ok | not-json | null",
        "{'code':[200],'status':'success'} | odd-reply | null",
        "{'code':'counted','status':'success','data':[]} | odd-reply | null"
      })
  void everyReplyIsReadAsWhatItSaysOfTwoPhones(String json, String call, @Nullable String rest) {
    reply(json.replace('\'', '"'));

    Answer answer = send("138", "139");

    assertThat(answer.call()).isEqualTo(call);
    assertThat(answer.rest()).isEqualTo(rest);
    assertThat(answer.items()).isEmpty();
  }

  static Stream<Published> codes() {
    return PublishedCodes.LONGLONGLONG.stream();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyKnownCodeComesThroughBothRoutes(Published published) {
    boolean fine = published.code().equals("200");
    reply(
        "{\"code\":"
            + published.code()
            + ",\"status\":\""
            + (fine ? "success" : "error")
            + "\",\"data\":[]}");

    published("longlonglong", send("138").call(), published);
    if (!fine) {
      published("longlonglong", ask("longlonglong", "138", "139").call(), published);
    }
  }

  static Stream<Published> statuses() {
    return PublishedCodes.LONGLONGLONG_HTTP.stream();
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusIsACodeOfItsOwn(Published published) {
    reply(status(published));

    published("longlonglong", send("138").call(), published);
    published("longlonglong", ask("longlonglong", "138", "139").call(), published);
  }

  @Test
  void bothPoolsAreAskedOfAPhoneThatTheFirstDoesNotHave() {
    pool("", NOBODY);
    pool("type/clue/", NOBODY);

    Answer answer = ask("longlonglong", "+8613800138000");

    assertThat(answer.items()).isEqualTo(Map.of("+8613800138000", "not-listed"));
    assertThat(requests())
        .extracting(LoggedRequest::getUrl)
        .containsExactly(
            USER + "/get_customer?page=1&per_page=100&phone=%2B8613800138000",
            USER + "/type/clue/get_customer?page=1&per_page=100&phone=%2B8613800138000");
    assertThat(requests())
        .allSatisfy(
            request -> {
              assertThat(request.getMethod().getName()).isEqualTo("GET");
              assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + BEARER);
              assertThat(request.getBodyAsString()).isEmpty();
            });
  }

  @Test
  void eachPhoneIsLookedUpAndAnsweredByItself() {
    pool("", LISTED);
    pool("type/clue/", LISTED);

    assertThat(ask("longlonglong", "139", "13800138000", "138").items())
        .isEqualTo(Map.of("139", "not-listed", "13800138000", "listed", "138", "not-listed"));
  }

  @Test
  void aPhoneThatOnlyTheCluePoolHasIsStillThere() {
    pool("", NOBODY);
    pool("type/clue/", LISTED);

    assertThat(ask("longlonglong", "13800138000").items())
        .isEqualTo(Map.of("13800138000", "listed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':200,'status':'success','meta':{'total':0},'data':[]} | not-listed",
        "{'code':'200','status':'success','meta':{'total':'0'},'data':[]} | not-listed",
        "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':'138'}]} | listed",
        "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':138}]} | listed",
        "{'code':200,'status':'success','data':[{'phone':'138'}]} | listed",
        // the filter is fuzzy
        "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':'1380'}]} | not-listed",
        "{'code':200,'status':'success','meta':{'total':'1'},'data':[{'phone':1380}]} | not-listed",
        // masked, or more than is shown
        "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':'1*8'}]} | masked",
        "{'code':200,'status':'success','meta':{'total':0},'data':[{'phone':'1*8'}]} | masked",
        "{'code':200,'status':'success','meta':{'total':1},'data':[{'phone':null}]} | masked",
        "{'code':200,'status':'success','meta':{'total':1},'data':[{}]} | masked",
        "{'code':200,'status':'success','meta':{'total':1},'data':[]} | masked",
        "{'code':200,'status':'success','meta':{'total':200},'data':[{'phone':'1380'}]} | masked",
        "{'code':200,'status':'success','meta':{},'data':[]} | masked",
        "{'code':200,'status':'success','data':[]} | masked"
      })
  void whatAPoolSaysOfAPhone(String json, String code) {
    pool("", json);
    pool("type/clue/", NOBODY);

    assertThat(ask("longlonglong", "138").items()).isEqualTo(Map.of("138", code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':200,'status':'success'}",
        "{'code':200,'status':'success','meta':{'total':0},'data':null}",
        "{'code':200,'status':'success','meta':{'total':0},'data':{}}",
        "{'code':200,'status':'error','meta':{'total':0},'data':[]}",
        "{'code':'200','status':'error','meta':{'total':0},'data':[]}",
        "{'code':200,'meta':{'total':0},'data':[]}",
        "{'status':'success','meta':{'total':0},'data':[]}",
        "{'meta':{'total':0},'data':[]}",
        "{'code':200,'status':'success','meta':{'total':0},'data':['138']}",
        "[]"
      })
  void whatIsNoListProvesNoAbsence(String json) {
    pool("", json);
    pool("type/clue/", NOBODY);

    Answer answer = ask("longlonglong", "138");

    assertThat(answer.call()).isEqualTo("odd-reply");
    assertThat(answer.items()).isEmpty();
  }

  @Test
  void aPoolThatFailsIsNotTakenForAnEmptyOne() {
    pool("", "{'code':500,'status':'error','meta':{'total':0},'data':[]}");
    pool("type/clue/", NOBODY);
    assertThat(ask("longlonglong", "138").call()).isEqualTo("500");

    pool("", NOBODY);
    pool("type/clue/", "{'code':401,'status':'error','meta':{'total':0},'data':[]}");
    assertThat(ask("longlonglong", "138").call()).isEqualTo("401");
  }

  private static void pool(String pool, String json) {
    VENDOR.stubFor(
        get(urlPathEqualTo(USER + "/" + pool + "get_customer"))
            .willReturn(aResponse().withBody(json.replace('\'', '"'))));
  }

  private Answer send(String... subjects) {
    return send("longlonglong", Map.of(), subjects);
  }
}
