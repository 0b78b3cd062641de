package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.lethe.LetheApplication;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Vendors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The route to Tencent IM by itself: what it sends, and what it makes of replies nobody documented.
 */
@CamelSpringBootTest
@SpringBootTest(
    classes = LetheApplication.class,
    properties = {
      "lethe.vendors.tencent-im.sdk-app-id=1400000000",
      "lethe.vendors.tencent-im.identifier=admin istrator",
      "lethe.vendors.tencent-im.secret-key=" + LetheProcess.Secrets.KEY,
      "camel.main.run-controller=false"
    })
@DirtiesContext
class TencentOddRepliesTest {
  private static final String PATH = "/prefix/v4/im_open_login_svc/account_delete";
  private static final WireMockServer VENDOR = started();

  @Autowired private CamelContext context;
  @Autowired private Vendors vendors;

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) throws IOException {
    Path home = Files.createTempDirectory("lethe-route");
    registry.add("lethe.home", home::toString);
    registry.add(
        "lethe.vendors.tencent-im.base-url",
        () -> "http://localhost:" + VENDOR.port() + "/prefix/");
  }

  private static WireMockServer started() {
    WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    return server;
  }

  @BeforeEach
  void forget() {
    VENDOR.resetAll();
  }

  @AfterAll
  static void stop() {
    VENDOR.stop();
  }

  @Test
  void the_call_is_signed_and_carries_the_documented_body() {
    reply("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ResultItem\":[]}");

    send("UserID_1", "UserID_2");

    VENDOR.verify(
        1,
        postRequestedFor(urlPathEqualTo(PATH))
            .withQueryParam("sdkappid", equalTo("1400000000"))
            .withQueryParam("identifier", equalTo("admin istrator"))
            .withQueryParam("usersig", matching("[A-Za-z0-9*_-]{60,}"))
            .withQueryParam("random", matching("[0-9]{1,10}"))
            .withQueryParam("contenttype", equalTo("json"))
            .withHeader("Content-Type", matching("application/json.*"))
            .withRequestBody(
                equalToJson(
                    "{\"DeleteItem\":[{\"UserID\":\"UserID_1\"},{\"UserID\":\"UserID_2\"}]}")));
  }

  @Test
  void codes_may_be_numbers_or_text_and_results_may_come_with_a_failed_call() throws Exception {
    reply(
        "{\"ActionStatus\":\"FAIL\",\"ErrorCode\":\"70402\",\"ResultItem\":["
            + "{\"ResultCode\":\"0\",\"UserID\":\"a\"},{\"ResultCode\":70107,\"UserID\":\"b\"},"
            + "{\"ResultCode\":null,\"UserID\":\"c\"},{\"UserID\":7,\"ResultCode\":0},"
            + "{\"ResultCode\":0,\"UserID\":\"never-sent\"}]}");

    Answer answer = send("a", "b", "c");

    assertThat(answer.call()).isEqualTo("70402");
    assertThat(answer.items()).containsAllEntriesOf(Map.of("a", "0", "b", "70107"));
    assertThat(answer.items()).doesNotContainKey("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30006", "30007", "30008", "40006", "60002", "60003", "60004", "60005", "60006", "60007",
        "60008", "60009", "60010", "60011", "60012", "60013", "60014", "60015", "60016", "60017",
        "60018", "60019", "60020", "60021", "70001", "70003", "70009", "70013", "70014", "70016",
        "70020", "70050", "70051", "70052", "70107", "70114", "70169", "70202", "70206", "70398",
        "70399", "70402", "70403", "70500", "71000", "72001", "69999"
      })
  void every_published_code_arrives_of_an_item_and_of_a_whole_call(String code) {
    reply(
        "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ResultItem\":[{\"ResultCode\":"
            + code
            + ",\"ResultInfo\":\"Err\",\"UserID\":\"a\"}]}");
    Answer ofItem = send("a");
    reply("{\"ActionStatus\":\"FAIL\",\"ErrorCode\":" + code + ",\"ErrorInfo\":\"Err\"}");
    Answer ofCall = send("a");

    CodeTable codes = vendors.find("tencent-im").orElseThrow().codes();
    assertThat(ofItem.items()).containsExactly(Map.entry("a", code));
    assertThat(ofCall.call()).isEqualTo(code);
    assertThat(codes.rule(code).code()).isEqualTo(code.equals("69999") ? "*" : code);
  }

  @Test
  void a_word_of_our_table_in_a_codes_place_is_no_code() {
    reply("{\"ErrorCode\":0,\"ResultItem\":[{\"UserID\":\"a\",\"ResultCode\":\"NotImported\"}]}");
    assertThat(send("a").items()).containsExactly(Map.entry("a", "odd-reply"));

    reply("{\"ErrorCode\":\"NotImported\"}");
    assertThat(send("a").call()).isEqualTo("odd-reply");
  }

  @Test
  void a_reply_without_results_names_nobody() {
    reply("{\"ActionStatus\":\"OK\",\"ErrorCode\":0}");

    assertThat(send("a").items()).isEmpty();
  }

  @Test
  void a_compressed_reply_is_read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "{\"ErrorCode\":0,\"ResultItem\":[{\"UserID\":\"a\",\"ResultCode\":0}]}".getBytes(UTF_8));
    }
    VENDOR.stubFor(
        post(urlPathEqualTo(PATH))
            .willReturn(
                aResponse().withHeader("Content-Encoding", "gzip").withBody(bytes.toByteArray())));

    assertThat(send("a").items()).containsEntry("a", "0");
  }

  @Test
  void replies_of_another_form_fail_by_a_code_of_ours() {
    assertThat(codeOf(aResponse().withBody("[1,2,3]"))).isEqualTo("odd-reply");
    assertThat(codeOf(aResponse().withBody("{\"ResultItem\":{\"UserID\":\"a\"}}")))
        .isEqualTo("odd-reply");
    assertThat(codeOf(aResponse().withBody("{\"ErrorCode\":0,\"ResultItem\":[\"a\"]}")))
        .isEqualTo("odd-reply");
    assertThat(codeOf(aResponse().withBody("null"))).isEqualTo("odd-reply");
    assertThat(codeOf(aResponse().withBody("  "))).isEqualTo("empty-reply");
    assertThat(codeOf(aResponse().withBody("<html>busy</html>"))).isEqualTo("not-json");
    assertThat(codeOf(aResponse().withBody("{\"ErrorCode\":0,"))).isEqualTo("not-json");
    assertThat(codeOf(aResponse().withBody("x".repeat(9 << 20)))).isEqualTo("too-large");
    assertThat(codeOf(aResponse().withStatus(502))).isEqualTo("http-502");
    assertThat(codeOf(aResponse().withStatus(302).withHeader("Location", "/elsewhere")))
        .isEqualTo("http-302");
    assertThat(VENDOR.getAllServeEvents()).hasSize(10);
  }

  private String codeOf(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder reply) {
    VENDOR.stubFor(post(urlPathEqualTo(PATH)).willReturn(reply));
    return String.valueOf(send("a").call());
  }

  private void reply(String json) {
    VENDOR.stubFor(post(urlPathEqualTo(PATH)).willReturn(aResponse().withBody(json)));
  }

  /** Sends a batch the way the lane does, without a ledger. */
  private Answer send(String... subjects) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setVariable("vendor", vendors.find("tencent-im").orElseThrow().view());
    exchange.getMessage().setBody(List.of(subjects));
    try (ProducerTemplate template = context.createProducerTemplate()) {
      template.send("direct:token", exchange);
      return VendorAnswers.of(template.send("direct:vendor-tencent-im", exchange));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
