package dev.lethe.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.command.Commands;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.BadServer;
import dev.lethe.lane.LaneStatus;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.NotedEvent;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vendors that are down, slow, throttle or refuse us, each in its own way, beside one that works.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaneTroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DELETE = "/v4/im_open_login_svc/account_delete";

  private final WireMockServer vendor =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final BadServer blackHole = BadServer.blackHole();
  private final BadServer dripping =
      BadServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{");
  private Path home;
  private RunningLethe lethe;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    home = folder;
    vendor.start();
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String mock = "http://localhost:" + vendor.port();
    lethe =
        RunningLethe.start(
            folder,
            "--spring.profiles.active=none",
            "--lethe.vendors.tencent-im.base-url=" + mock + "/a",
            "--lethe.vendors.tencent-im.sdk-app-id=1400000000",
            "--lethe.vendors.tencent-im.identifier=administrator",
            "--lethe.vendors.tencent-im.secret-key=a-key-that-nobody-may-see",
            "--lethe.vendors.tencent-im.batch-size=1",
            "--lethe.vendors.tencent-im.concurrency=2",
            "--lethe.vendors.tencent-b.route=tencent-im",
            "--lethe.vendors.tencent-b.base-url=" + mock + "/b",
            "--lethe.vendors.tencent-b.sdk-app-id=1400000001",
            "--lethe.vendors.tencent-b.identifier=administrator",
            "--lethe.vendors.tencent-b.secret-key=a-key-that-nobody-may-see",
            "--lethe.vendors.tencent-b.probe.initial=1h",
            "--lethe.vendors.tencent-b.probe.max=1h",
            "--lethe.vendors.digelao.base-url=" + mock + "/digelao",
            "--lethe.vendors.digelao.api-access-id=id",
            "--lethe.vendors.digelao.api-access-secret=a-key-that-nobody-may-see",
            "--lethe.vendors.yunke.base-url=http://127.0.0.1:" + closed,
            "--lethe.vendors.yunke.api-access-id=id",
            "--lethe.vendors.yunke.api-access-secret=a-key-that-nobody-may-see",
            "--lethe.vendors.sf-express.base-url=http://" + blackHole.address(),
            "--lethe.vendors.sf-express.company-id=201905140011898",
            "--lethe.vendors.sf-express.sk=a-key-that-nobody-may-see",
            "--lethe.vendors.sf-express.timeout=300ms",
            "--lethe.vendors.sf-express.max-attempts=1000",
            "--lethe.vendors.longlonglong.base-url=http://" + dripping.address(),
            "--lethe.vendors.longlonglong.user-id=0d9f3c1e-0000-4000-8000-00000000000a",
            "--lethe.vendors.longlonglong.token=a-key-that-nobody-may-see",
            "--lethe.vendors.longlonglong.total-timeout=1s",
            "--lethe.vendors.longlonglong.max-attempts=1000");
  }

  @BeforeEach
  void forget() {
    vendor.resetAll();
  }

  @AfterAll
  void stop() throws IOException {
    lethe.close();
    vendor.stop();
    blackHole.close();
    dripping.close();
  }

  @Test
  void vendors_that_do_not_answer_pause_their_lanes_lose_nothing_and_delay_no_other() {
    lethe.drop("down.csv", "vendor,subject\nyunke,anna\n");
    lethe.drop("hole.csv", "vendor,subject\nsf-express,anna\n");
    lethe.drop("drip.csv", "vendor,subject\nlonglonglong,13800138000\n");
    awaitState("yunke", State.PAUSED, "connect-failed");
    awaitState("sf-express", State.PAUSED, "timeout");
    awaitState("longlonglong", State.PAUSED, "timeout");

    deletes("beside-a");
    lethe.drop("beside.csv", "vendor,subject\ntencent-im,beside-a\n");

    assertThat(outcome("beside")).isEqualTo("DELETED 0 1");
    int probes = blackHole.accepted();
    await().atMost(PATIENCE).until(() -> blackHole.accepted() >= probes + 2);
    assertThat(lethe.balance("down").byVendor().get("yunke").keySet())
        .isSubsetOf(ItemState.PENDING, ItemState.SENT);
    assertThat(lethe.ledger().attempts(lethe.request("down").no(), 1))
        .allSatisfy(attempt -> assertThat(attempt.attempt()).isZero());
    for (String stem : List.of("hole", "drip")) {
      assertThat(lethe.balance(stem).holds()).isTrue();
      assertThat(lethe.ledger().attempts(lethe.request(stem).no(), 1))
          .isNotEmpty()
          .allSatisfy(attempt -> assertThat(attempt.code()).isEqualTo("timeout"));
    }
    for (String closed : List.of("yunke", "sf-express", "longlonglong")) {
      assertThat(events(closed)).extracting(Event::kind).containsExactly(EventKind.LANE_PAUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "503, 'EEE, dd MMM yyyy HH:mm:ss'' GMT'''",
    "429, 'EEEE, dd-MMM-yy HH:mm:ss'' GMT'''",
    "429, 'EEE MMM ppd HH:mm:ss yyyy'"
  })
  void a_wait_until_a_date_is_kept_by_the_whole_lane_and_costs_no_attempt(int status, String form) {
    String subject = "dated-" + status + "-" + form.length();
    Instant until = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    String date =
        DateTimeFormatter.ofPattern(form, Locale.ENGLISH).withZone(ZoneOffset.UTC).format(until);
    firstThenDeletes(subject, aResponse().withStatus(status).withHeader("Retry-After", date));

    lethe.drop(subject + ".csv", "vendor,subject\ntencent-im," + subject + "\n");

    assertThat(outcome(subject)).isEqualTo("DELETED 0 1");
    assertThat(calls(subject)).hasSize(2);
    assertThat(calls(subject).get(1).getLoggedDate().toInstant()).isAfterOrEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({"503, 2", "429, 2", "500, 2"})
  void a_wait_of_seconds_is_kept_with_any_status(int status, int seconds) {
    String subject = "seconds-" + status;
    firstThenDeletes(
        subject, aResponse().withStatus(status).withHeader("Retry-After", "" + seconds));

    lethe.drop(subject + ".csv", "vendor,subject\ntencent-im," + subject + "\n");

    assertThat(outcome(subject)).startsWith("DELETED 0 1");
    List<LoggedRequest> calls = calls(subject);
    assertThat(Duration.between(sent(calls.get(0)), sent(calls.get(1))))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_throttle_in_the_body_may_say_how_long() {
    firstThenDeletes("body-1", json("{\"ErrorCode\": 60011}").withHeader("Retry-After", "2"));

    lethe.drop("body.csv", "vendor,subject\ntencent-im,body-1\n");

    assertThat(outcome("body")).isEqualTo("DELETED 0 1");
    List<LoggedRequest> calls = calls("body-1");
    assertThat(Duration.between(sent(calls.get(0)), sent(calls.get(1))))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"zero, 0", "minus, -5", "words, soon", "past, 'Sun, 06 Nov 1994 08:49:37 GMT'"})
  void a_wait_that_is_none_is_the_lanes_own(String name, String header) {
    firstThenDeletes("none-" + name, aResponse().withStatus(429).withHeader("Retry-After", header));

    lethe.drop("none-" + name + ".csv", "vendor,subject\ntencent-im,none-" + name + "\n");

    assertThat(outcome("none-" + name)).isEqualTo("DELETED 0 1");
  }

  @Test
  void an_outage_costs_many_rows_one_attempt_and_none_all_of_them() {
    IntStream.range(0, 60).forEach(i -> deletes("outage-" + i + "-"));
    vendor.stubFor(
        post(urlPathMatching("/a/.*"))
            .atPriority(1)
            .withRequestBody(containing("outage-"))
            .willReturn(aResponse().withStatus(502)));
    StringBuilder rows = new StringBuilder("vendor,subject\n");
    IntStream.range(0, 60).forEach(i -> rows.append("tencent-im,outage-" + i + "-\n"));
    lethe.drop("outage.csv", rows.toString());
    awaitState("tencent-im", State.PAUSED, "http-502");
    await().atMost(PATIENCE).until(() -> calls("outage-").size() >= 8);

    vendor.resetMappings();
    IntStream.range(0, 60).forEach(i -> deletes("outage-" + i + "-"));

    List<NamedCsvRecord> outcomes = lethe.outcomes("outage");
    assertThat(outcomes).extracting(row -> row.getField("outcome")).containsOnly("DELETED");
    assertThat(outcomes)
        .extracting(row -> Integer.parseInt(row.getField("attempts")))
        .allMatch(attempts -> attempts <= 2);
  }

  @Test
  void a_halt_is_told_once_and_ends_by_itself_when_it_is_mended() {
    vendor.stubFor(post(urlPathMatching("/a/.*")).willReturn(json("{\"ErrorCode\": 71000}")));
    int before = events("tencent-im").size();
    lethe.drop("halt.csv", "vendor,subject\ntencent-im,halt-1\n");
    await().atMost(PATIENCE).until(() -> calls("halt-1").size() >= 4);
    List<Event> told = events("tencent-im").subList(before, events("tencent-im").size());
    assertThat(told).extracting(Event::kind).containsExactly(EventKind.LANE_HALTED);
    assertThat(told.get(0).code()).isEqualTo("71000");
    assertThat(status("tencent-im").state()).isEqualTo(State.HALTED);

    vendor.resetMappings();
    deletes("halt-1");

    assertThat(outcome("halt")).isEqualTo("DELETED 0 1");
    told = events("tencent-im").subList(before, events("tencent-im").size());
    assertThat(told)
        .extracting(Event::kind)
        .containsExactly(EventKind.LANE_HALTED, EventKind.LANE_OPENED);
  }

  @Test
  void an_operator_lets_a_halted_lane_go_on() {
    vendor.stubFor(post(urlPathMatching("/b/.*")).willReturn(json("{\"ErrorCode\": 71000}")));
    lethe.drop("resume.csv", "vendor,subject\ntencent-b,resume-1\n");
    awaitState("tencent-b", State.HALTED, "71000");
    vendor.resetMappings();
    deletes("resume-1");

    assertThat(resume("tencent-b")).isZero();

    assertThat(outcome("resume")).isEqualTo("DELETED 0 1");
    assertThat(events("tencent-b"))
        .extracting(Event::kind)
        .containsExactly(EventKind.LANE_HALTED, EventKind.RESUME_ASKED, EventKind.LANE_OPENED);
    assertThat(resume("tencent-b")).isEqualTo(1);
  }

  @Test
  void a_lane_that_is_halted_for_good_logs_in_again_only_when_an_operator_says_so() {
    vendor.stubFor(
        post(urlPathMatching("/digelao/api/login"))
            .willReturn(json("{\"code\": 20004, \"msg\": \"x\", \"data\": []}")));
    lethe.drop("good.csv", "vendor,subject\ndigelao,good-1\n");
    awaitState("digelao", State.HALTED, "20004");
    assertThat(status("digelao").nextProbe()).isNull();

    assertThat(resume("digelao")).isZero();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                kinds("digelao")
                    .equals(
                        List.of(
                            EventKind.LANE_HALTED, EventKind.RESUME_ASKED, EventKind.LANE_HALTED)));
    vendor.verify(2, postRequestedFor(urlPathMatching("/digelao/api/login")));
    vendor.resetMappings();
    String end = Long.toString(Instant.now().plusSeconds(7200).getEpochSecond());
    vendor.stubFor(
        post(urlPathMatching("/digelao/api/login"))
            .willReturn(
                json(
                    "{\"code\": 0, \"data\": {\"api_key\": \"KEY12345\", \"api_key_expire\": "
                        + end
                        + ", \"user_sn\": \"SYSUSER|0af\", \"user_name\": \"admin\"}}")));
    vendor.stubFor(
        post(urlPathMatching("/digelao/api/aiUserDeleteapi"))
            .willReturn(
                json(
                    "{\"rst\": \"200\", \"msg\": \"\", \"success_num\": 1, \"fail_num\": 0,"
                        + " \"not_allowed\": 0}")));

    assertThat(resume("digelao")).isZero();

    assertThat(outcome("good")).startsWith("DELETED counted");
  }

  // Through the ledger beside the service; the way through its API is OperateTest's.
  private int resume(String name) {
    return Commands.run(
        new String[] {
          "resume", name, "--local", "--by=ann", "--reason=Mended.", "--lethe.home=" + home
        });
  }

  private void deletes(String subject) {
    vendor.stubFor(
        post(urlPathMatching("/[ab]" + DELETE))
            .withRequestBody(containing("\"" + subject + "\""))
            .willReturn(deleted(subject)));
  }

  private void firstThenDeletes(String subject, ResponseDefinitionBuilder first) {
    vendor.stubFor(
        post(urlPathMatching("/a" + DELETE))
            .inScenario(subject)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("again")
            .willReturn(first));
    vendor.stubFor(
        post(urlPathMatching("/a" + DELETE))
            .inScenario(subject)
            .whenScenarioStateIs("again")
            .willReturn(deleted(subject)));
  }

  private static ResponseDefinitionBuilder deleted(String subject) {
    return json(
        "{\"ActionStatus\": \"OK\", \"ErrorCode\": 0, \"ErrorInfo\": \"\", \"ResultItem\":"
            + " [{\"ResultCode\": 0, \"ResultInfo\": \"\", \"UserID\": \""
            + subject
            + "\"}]}");
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  private List<LoggedRequest> calls(String subject) {
    return vendor.findAll(
        postRequestedFor(urlPathMatching("/[ab]" + DELETE)).withRequestBody(containing(subject)));
  }

  private static Instant sent(LoggedRequest request) {
    return request.getLoggedDate().toInstant();
  }

  private String outcome(String stem) {
    NamedCsvRecord row = lethe.outcomes(stem).get(0);
    assertThat(lethe.balance(stem).holds()).isTrue();
    return row.getField("outcome") + " " + row.getField("code") + " " + row.getField("attempts");
  }

  private LaneStatus status(String name) {
    return lethe.vendor("lanes", Lanes.class).of(name).status();
  }

  private void awaitState(String name, State state, String code) {
    await()
        .atMost(PATIENCE)
        .until(() -> status(name), now -> now.state() == state && code.equals(now.code()));
  }

  private List<EventKind> kinds(String about) {
    return events(about).stream().map(Event::kind).toList();
  }

  private List<Event> events(String about) {
    return lethe.ledger().events(0, 10_000).stream()
        .map(NotedEvent::event)
        .filter(event -> event.about().equals(about))
        .toList();
  }
}
