package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.lethe.LetheApplication;
import dev.lethe.lane.Batch;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The routes of the counting vendors by themselves, all in one context: what they send, and what
 * they make of replies. Nothing is in the ledger, so the lanes stand idle beside them.
 */
@SpringBootTest(
    classes = LetheApplication.class,
    properties = {
      "lethe.vendors.yunke.api-access-id=" + VendorRouteTests.ACCESS_ID,
      "lethe.vendors.yunke.api-access-secret=" + VendorRouteTests.ACCESS_SECRET,
      "lethe.vendors.yunke.rate=1000",
      "lethe.vendors.digelao.login-mode=password",
      "lethe.vendors.digelao.username=xxx",
      "lethe.vendors.digelao.password=xxx",
      "lethe.vendors.digelao.rate=1000",
      "lethe.vendors.sf-express.company-id=201905140011898",
      "lethe.vendors.sf-express.sk=" + VendorRouteTests.SK,
      "lethe.vendors.sf-express.rate=1000",
      "lethe.vendors.longlonglong.user-id=" + VendorRouteTests.USER_ID,
      "lethe.vendors.longlonglong.token=" + VendorRouteTests.BEARER,
      "lethe.vendors.longlonglong.rate=1000",
      "camel.main.run-controller=false"
    })
abstract class VendorRouteTests {
  static final String ACCESS_ID = "a655f309e7d7b404f4b6b898688ff50d";
  static final String ACCESS_SECRET = "339168cd341bb57c45d9f45ea1f9bfdf";
  static final String SK = "test-sk-not-real";
  static final String USER_ID = "0d9f3c1e-0000-4000-8000-00000000000a";
  static final String BEARER = "a-bearer-token-that-nobody-may-see";
  static final Map<String, Object> TOKEN = Map.of("api_key", "KEY12345", "user_sn", "SYSUSER|0af");
  static final WireMockServer VENDOR = started();

  @Autowired CamelContext context;
  @Autowired Vendors vendors;

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) throws IOException {
    Path home = Files.createTempDirectory("lethe-routes");
    registry.add("lethe.home", home::toString);
    for (String name : List.of("yunke", "digelao", "sf-express", "longlonglong")) {
      registry.add(
          "lethe.vendors." + name + ".base-url",
          () -> "http://localhost:" + VENDOR.port() + "/" + name);
    }
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

  final Vendor vendor(String name) {
    return vendors.find(name).orElseThrow();
  }

  static void reply(String json) {
    reply(aResponse().withBody(json));
  }

  static void reply(ResponseDefinitionBuilder response) {
    VENDOR.stubFor(any(anyUrl()).willReturn(response));
  }

  /** What the vendor got, the first first. */
  static List<LoggedRequest> requests() {
    List<LoggedRequest> all = new ArrayList<>();
    for (ServeEvent event : VENDOR.getAllServeEvents()) {
      all.add(0, event.getRequest());
    }
    return all;
  }

  static LoggedRequest onlyRequest() {
    assertThat(requests()).hasSize(1);
    return requests().get(0);
  }

  /** Sends a batch the way the lane does, without a ledger. */
  final Answer send(String name, Map<String, String> settings, String... subjects) {
    Vendor vendor = vendor(name);
    return VendorAnswers.of(
        request("direct:vendor-" + vendor.route(), vendor, settings, false, subjects),
        List.of(subjects));
  }

  /** Asks which subjects are there, the way the lane does. */
  final Answer ask(String name, String... subjects) {
    return VendorAnswers.of(
        request("direct:ask-" + name, vendor(name), Map.of(), true, subjects), List.of(subjects));
  }

  final Exchange request(
      String uri, Vendor vendor, Map<String, String> settings, boolean verify, String... subjects) {
    Map<String, Object> view = new LinkedHashMap<>();
    vendor.view().forEach(view::put);
    view.putAll(settings);
    List<DueItem> items = new ArrayList<>();
    for (String subject : subjects) {
      items.add(new DueItem(items.size() + 1L, subject, verify, Progress.NONE));
    }
    try (ProducerTemplate template = context.createProducerTemplate()) {
      return template.request(
          uri,
          exchange -> {
            exchange.setVariable("vendor", view);
            exchange.setVariable("token", TOKEN);
            if (verify) {
              exchange.setProperty("lethe.batch", new Batch("b-1", true, false, items));
            }
            exchange.getMessage().setBody(List.of(subjects));
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The row for a code that came out of a route says what is published. */
  final void published(
      String vendor, @org.jspecify.annotations.Nullable String code, Published it) {
    assertThat(code).isEqualTo(it.code());
    CodeRule rule = vendor(vendor).codes().rule(Optional.ofNullable(code).orElseThrow());
    assertThat(rule.code()).isEqualTo(it.row());
    assertThat(rule.ofItem(1)).isEqualTo(it.ofItem());
    assertThat(rule.ofCall(1)).isEqualTo(it.ofCall());
  }

  static ResponseDefinitionBuilder status(Published published) {
    return aResponse()
        .withStatus(Integer.parseInt(published.code().replace("http-", "")))
        .withBody("{}");
  }
}
