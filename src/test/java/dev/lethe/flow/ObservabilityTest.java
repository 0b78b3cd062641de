package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.flow.PromQl.Wanted;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.tencent.UserSigReader;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.yaml.snakeyaml.Yaml;

/**
 * One run over all vendors, with trouble, seen as on-call would see it: by the scrape, by the
 * health groups and by the traces that a collector gets.
 */
class ObservabilityTest {
  private static final Path FILES = Path.of("config/observability");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String YUNKE = "planted-yunke-secret-0b7d";
  private static final String DIGELAO = "planted-digelao-secret-66e1";
  private static final String SF = "planted-sf-sk-93c4";
  private static final String LONGLONGLONG = "planted-bearer-token-17fa";
  private static final Pattern LOOKS_SIGNED = Pattern.compile("eJ[A-Za-z0-9*_\\-]{60,}");
  private static final List<String> SUBJECTS =
      List.of("subject-anna", "subject-berta", "xiaolily", "sun.li", "lisi01", "17458558658");
  private static final List<String> VENDORS =
      List.of("tencent-im", "yunke", "digelao", "sf-express", "longlonglong");

  private static Scrape scrape;
  private static Scrape whileHalted;
  private static String spans;
  private static final List<String> SECRETS = new ArrayList<>();
  private static final Map<String, Status> HEALTH = new TreeMap<>();

  @BeforeAll
  static void run(@TempDir Path home) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          synchronized (received) {
            exchange.getRequestBody().transferTo(received);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    SECRETS.addAll(List.of(LetheProcess.Secrets.KEY, YUNKE, DIGELAO, SF, LONGLONGLONG));
    SECRETS.addAll(CiopaasSimulator.PLANTED);
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            "--lethe.tracing.enabled=true",
            "--management.otlp.tracing.endpoint=http://127.0.0.1:"
                + collector.getAddress().getPort()
                + "/v1/traces",
            "--lethe.reconcile.poll=50ms",
            "--lethe.vendors.tencent-im.verify-after=0s",
            "--lethe.vendors.tencent-im.secret-key=" + LetheProcess.Secrets.KEY,
            "--lethe.vendors.yunke.api-access-secret=" + YUNKE,
            "--lethe.vendors.digelao.api-access-secret=" + DIGELAO,
            "--lethe.vendors.sf-express.sk=" + SF,
            "--lethe.vendors.longlonglong.token=" + LONGLONGLONG)) {
      work(lethe);
      scrape = scrape(lethe);
      halt(lethe);
      whileHalted = scrape(lethe);
      CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
      SECRETS.addAll(yunke.keysIssued());
    } finally {
      collector.stop(0);
    }
    spans = received.toString(StandardCharsets.ISO_8859_1);
  }

  private static void work(RunningLethe lethe) throws IOException {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.httpStatus(500).times(1),
                Fault.httpStatus(302).times(1),
                Fault.of(Fault.Kind.DROPPED_CONNECTION).times(1)));
    lethe
        .vendor("yunkeSimulator", CiopaasSimulator.class)
        .faults()
        .set(
            FaultPlan.of(
                Fault.httpStatus(500).times(1).on(CallKind.LOGIN),
                Fault.httpStatus(503).times(1).on(CallKind.DELETE)));
    lethe.drop("broken.csv", new byte[] {0, 1, 2, 0, 3});
    lethe.drop(
        "leavers.csv",
        "vendor,subject\ntencent-im,subject-anna\ntencent-im,subject-berta\nnone,c\n"
            + "yunke,xiaolily\ndigelao,sun.li\nsf-express,lisi01\nlonglonglong,17458558658\n");
    assertThat(lethe.outcomes("leavers")).hasSize(7);
    lethe.receipt("leavers");
    lethe.ledger().note(ReconcileOrder.of(List.of(), "ann", Instant.now()));
    long event = lethe.ledger().lastEvent();
    await()
        .atMost(PATIENCE)
        .until(
            () -> lethe.ledger().runs().answering(event),
            run -> run.isPresent() && run.get().conclusion() != null);
    await().atMost(PATIENCE).until(() -> scrape(lethe).sum("lethe_open_rows") == 0);
  }

  private static void halt(RunningLethe lethe) {
    lethe.tencent().faults().set(FaultPlan.of(Fault.httpStatus(302)));
    lethe.drop("more.csv", "vendor,subject\ntencent-im,subject-anna\n");
    await()
        .atMost(PATIENCE)
        .until(() -> lethe.lanes().of("tencent-im").status().state() == State.HALTED);
    await()
        .atMost(PATIENCE)
        .until(() -> scrape(lethe).sum("lethe_backlog_rows", "vendor", "tencent-im") == 1);
    HealthEndpoint health = lethe.bean(HealthEndpoint.class);
    for (String group : List.of("liveness", "readiness", "lane:tencent-im", "lane:yunke")) {
      HEALTH.put(group, health.healthForPath(group).getStatus());
    }
  }

  private static Scrape scrape(RunningLethe lethe) {
    return new Scrape(lethe.bean(PrometheusMeterRegistry.class).scrape());
  }

  @Test
  void rows_files_calls_and_batches_are_counted_as_they_happened() {
    assertThat(scrape.sum("lethe_items_rows_total", "vendor", "tencent-im")).isEqualTo(2);
    assertThat(scrape.sum("lethe_items_rows_total", "outcome", "rejected")).isEqualTo(1);
    assertThat(scrape.sum("lethe_items_rows_total")).isEqualTo(7);
    assertThat(scrape.sum("lethe_dead_letters_rows_total")).isEqualTo(1);
    assertThat(scrape.sum("lethe_files_total", "result", "taken")).isEqualTo(1);
    assertThat(scrape.sum("lethe_files_total", "result", "rejected")).isEqualTo(1);
    assertThat(scrape.sum("lethe_lane_halts_total", "vendor", "tencent-im", "code", "http-3xx"))
        .isEqualTo(1);
    assertThat(scrape.sum("lethe_logins_total", "vendor", "yunke", "result", "failed"))
        .isEqualTo(1);
    assertThat(scrape.sum("lethe_logins_total", "vendor", "yunke", "result", "made"))
        .isGreaterThanOrEqualTo(1);
    for (String result : List.of("answered", "http-5xx", "http-3xx", "connection-lost")) {
      assertThat(
              scrape.sum(
                  "lethe_vendor_call_seconds_count", "vendor", "tencent-im", "result", result))
          .as(result)
          .isGreaterThanOrEqualTo(1);
    }
    assertThat(scrape.sum("lethe_retries_rows_total", "vendor", "tencent-im"))
        .isGreaterThanOrEqualTo(2);
    assertThat(scrape.sum("lethe_batch_size_rows_count", "vendor", "sf-express")).isPositive();
    assertThat(scrape.sum("lethe_books_difference_rows")).isZero();
    assertThat(scrape.sum("lethe_intake_open")).isEqualTo(1);
    assertThat(scrape.sum("lethe_ledger_writable")).isEqualTo(1);
  }

  @Test
  void a_halted_lane_is_seen_and_restarts_nothing() {
    assertThat(whileHalted.sum("lethe_lane_state", "vendor", "tencent-im", "state", "halted"))
        .isEqualTo(1);
    assertThat(whileHalted.sum("lethe_lane_state", "vendor", "tencent-im", "state", "open"))
        .isZero();
    assertThat(whileHalted.sum("lethe_open_rows")).isEqualTo(1);
    assertThat(HEALTH)
        .isEqualTo(
            Map.of(
                "liveness", Status.UP,
                "readiness", Status.UP,
                "lane:tencent-im", Status.DOWN,
                "lane:yunke", Status.UP));
  }

  @Test
  void every_metric_and_label_of_the_alerts_and_of_the_dashboard_is_there() throws IOException {
    List<PromQl> queries = new ArrayList<>();
    rules().forEach(rule -> queries.add(PromQl.of((String) rule.get("expr"))));
    JsonNode dashboard =
        new ObjectMapper().readTree(FILES.resolve("lethe-dashboard.json").toFile());
    for (JsonNode panel : dashboard.get("panels")) {
      panel.path("targets").forEach(t -> queries.add(PromQl.of(t.get("expr").asText())));
    }
    assertThat(queries).hasSizeGreaterThan(30);
    // What Prometheus adds by itself is in no scrape.
    Set<String> missing = new LinkedHashSet<>();
    for (PromQl query : queries) {
      query.metrics().stream()
          .filter(metric -> !metric.equals("up") && !scrape.names().contains(metric))
          .forEach(missing::add);
      query.labels().stream()
          .filter(wanted -> !wanted.metric().equals("up") && !isThere(wanted))
          .forEach(wanted -> missing.add(wanted.toString()));
    }

    assertThat(missing).isEmpty();
  }

  private static boolean isThere(Wanted wanted) {
    Set<String> values = scrape.labels(wanted.metric()).getOrDefault(wanted.label(), Set.of());
    return wanted.value().isEmpty() ? !values.isEmpty() : values.contains(wanted.value());
  }

  @Test
  void every_alert_says_how_bad_it_is_what_it_means_and_what_to_do() throws IOException {
    String docs = Files.readString(Path.of("docs/observability.md"));
    for (Map<String, Object> rule : rules()) {
      Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
      Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");

      assertThat(String.valueOf(labels.get("severity"))).isIn("critical", "warning", "info");
      assertThat(String.valueOf(annotations.get("summary"))).as("%s", rule).endsWith(".");
      assertThat(String.valueOf(annotations.get("action"))).as("%s", rule).hasSizeGreaterThan(60);
      assertThat(docs).contains("`" + rule.get("alert") + "`");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rules() throws IOException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(FILES.resolve("lethe-alerts.yaml")));
    List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
    List<Map<String, Object>> rules =
        groups.stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .toList();
    assertThat(rules).hasSizeGreaterThan(9);
    return rules;
  }

  @Test
  void the_documentation_lists_every_meter_of_lethe_with_its_labels() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/observability.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 4 && cells[1].strip().startsWith("`lethe_")) {
        Set<String> labels =
            Stream.of(cells[2].split(","))
                .map(label -> label.replace("`", "").strip())
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        documented.put(cells[1].replace("`", "").strip(), labels);
      }
    }
    Map<String, Set<String>> there = new TreeMap<>();
    for (String name : scrape.names()) {
      if (name.startsWith("lethe_")) {
        Set<String> labels = new TreeSet<>(scrape.labels(name).keySet());
        labels.remove("le");
        there.put(name.replaceAll("_(bucket|count|sum|max)$", ""), labels);
      }
    }

    assertThat(documented).isEqualTo(there);
  }

  @Test
  void no_meter_names_a_subject_a_request_or_a_secret() {
    String text = scrape.text() + whileHalted.text();

    assertThat(SECRETS).hasSizeGreaterThan(5).noneMatch(text::contains);
    assertThat(SUBJECTS).noneMatch(text::contains);
    assertThat(List.of("leavers", "usersig", "127.0.0.1")).noneMatch(text::contains);
  }

  @Test
  void spans_of_all_vendors_are_sent_and_none_holds_a_subject_a_secret_or_an_address() {
    assertThat(VENDORS).allMatch(spans::contains);
    assertThat(List.of("lethe.batch", "lethe.vendor.call", "ANSWERED", "http-3xx", "http-500"))
        .allMatch(spans::contains);
    assertThat(SECRETS).noneMatch(spans::contains);
    assertThat(SUBJECTS).noneMatch(spans::contains);
    assertThat(List.of("http://", "usersig", "leavers", "Authorization"))
        .noneMatch(spans::contains);
    Matcher signed = LOOKS_SIGNED.matcher(spans);
    assertThat(signed.results()).noneMatch(found -> UserSigReader.read(found.group()).isPresent());
  }
}
