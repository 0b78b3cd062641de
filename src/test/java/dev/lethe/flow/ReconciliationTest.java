package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.CheckResult;
import dev.lethe.ledger.RunRecord;
import dev.lethe.reconcile.ReconcileOrder;
import dev.lethe.report.Chromium;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SimulatedVendor;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciliation from end to end, at all five vendors. */
class ReconciliationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rows, of those how many the vendor lies about, and how many come back. */
  private record Share(int rows, int lies, int back) {}

  private static final Map<String, Share> SHARES = new LinkedHashMap<>();

  static {
    SHARES.put("tencent-im", new Share(17_000, 10, 30));
    SHARES.put("sf-express", new Share(1_500, 4, 10));
    SHARES.put("yunke", new Share(700, 2, 4));
    SHARES.put("digelao", new Share(500, 2, 3));
    SHARES.put("longlonglong", new Share(300, 2, 3));
  }

  @Test
  void one_run_finds_exactly_those_who_are_there_among_20000(@TempDir Path home) throws Exception {
    try (RunningLethe lethe =
        RunningLethe.start(home, quickly("--lethe.vendors.sf-express.verify-by-deleting=true"))) {
      Map<String, SimulatedVendor> vendors = vendors(lethe);
      Set<String> expected = new TreeSet<>();
      StringBuilder csv = new StringBuilder("vendor,subject\n");
      SHARES.forEach(
          (vendor, share) -> {
            List<String> lies = new ArrayList<>();
            for (int n = 1; n <= share.rows(); n++) {
              csv.append(vendor).append(',').append(subject(vendor, n)).append('\n');
              if (!vendor.equals("tencent-im") && !vendor.equals("sf-express")) {
                vendors.get(vendor).accounts().restore(subject(vendor, n));
              }
              if (n <= share.lies()) {
                lies.add(subject(vendor, n));
              }
            }
            expected.addAll(lies.stream().map(subject -> vendor + " " + subject).toList());
            vendors
                .get(vendor)
                .faults()
                .set(
                    FaultPlan.of(Fault.of(Fault.Kind.LIE).onSubjects(lies.toArray(String[]::new))));
          });
      lethe.drop("leavers.csv", csv.toString());
      assertThat(lethe.outcomes("leavers")).hasSize(20_000);
      assertThat(lethe.receipt("leavers").get("counts").toString()).doesNotContain("EXHAUSTED");
      SHARES.forEach(
          (vendor, share) -> {
            vendors.get(vendor).faults().set(FaultPlan.of());
            for (int n = 101; n <= 100 + share.back(); n++) {
              vendors.get(vendor).accounts().restore(subject(vendor, n));
              expected.add(vendor + " " + subject(vendor, n));
            }
          });
      assertThat(expected).hasSize(70);

      RunRecord run = reconcile(lethe);

      assertThat(run.conclusion()).isEqualTo("FINDINGS");
      JsonNode report = report(home);
      Set<String> found = new TreeSet<>();
      report
          .get("findings")
          .forEach(
              finding -> {
                assertThat(finding.get("result").asText())
                    .as("%s", finding)
                    .isIn("STILL_PRESENT", "REAPPEARED");
                found.add(finding.get("vendor").asText() + " " + finding.get("subject").asText());
              });
      assertThat(found).isEqualTo(expected);
      Map<String, Map<String, Long>> figures = lethe.ledger().runs().figures(run.no());
      assertThat(sum(figures, CheckResult.CONFIRMED)).isEqualTo(20_000 - 70);
      assertThat(sum(figures, CheckResult.STILL_PRESENT) + sum(figures, CheckResult.REAPPEARED))
          .isEqualTo(70);
      assertThat(
              lethe.gauge("lethe.reconcile.rows", "result", "still-present")
                  + lethe.gauge("lethe.reconcile.rows", "result", "reappeared"))
          .isEqualTo(70);
      assertThat(lethe.meters()).noneMatch(meter -> meter.contains("person-"));
      Path page = lethe.awaitFile("reports", "reconcile-", ".html");
      vendors
          .values()
          .forEach(vendor -> assertThat(vendor.calls().violations()).as(vendor.name()).isEmpty());

      RunRecord second = reconcile(lethe);

      // What SF deleted when it was asked is gone now; everybody else is told again.
      assertThat(sum(lethe.ledger().runs().figures(second.no()), CheckResult.CONFIRMED))
          .isEqualTo(14);
      assertThatABrowserShows70(page, home);
    }
  }

  private static void assertThatABrowserShows70(Path page, Path folder) throws Exception {
    Optional<Chromium> chromium = Chromium.find(folder);
    assumeThat(chromium)
        .as("no Chromium here; all but the page in a browser was tested")
        .isPresent();
    Document dom = Jsoup.parse(chromium.orElseThrow().dom(page));

    assertThat(dom.expectFirst(".figures .c-confirmed").text()).isEqualTo("19,930");
    assertThat(
            dom.select(".figures .c-still, .figures .c-again").eachText().stream()
                .mapToInt(Integer::parseInt)
                .sum())
        .isEqualTo(70);
    assertThat(dom.select("svg.bar")).hasSize(SHARES.size());
    assertThat(dom.select("tbody tr:has(.mark)")).hasSize(70);
  }

  @Test
  void a_list_of_500_is_answered_and_nobody_is_deleted(@TempDir Path home) throws Exception {
    try (RunningLethe lethe =
        RunningLethe.start(home, quickly("--lethe.vendors.sf-express.verify-by-deleting=true"))) {
      Map<String, SimulatedVendor> vendors = vendors(lethe);
      StringBuilder csv = new StringBuilder("vendor,subject\n");
      List<String> expected = new ArrayList<>();
      List<String> names = List.copyOf(vendors.keySet());
      for (int n = 1; n <= 500; n++) {
        String vendor = names.get(n % names.size());
        csv.append(vendor).append(',').append(subject(vendor, n)).append('\n');
        boolean there = n % 7 == 0;
        if (there) {
          vendors.get(vendor).accounts().restore(subject(vendor, n));
        } else {
          vendors.get(vendor).accounts().delete(subject(vendor, n));
        }
        expected.add(vendor.equals("sf-express") ? "UNVERIFIABLE" : there ? "PRESENT" : "ABSENT");
      }

      lethe.drop("reconcile/audit.csv", csv.toString());

      Path checked = lethe.awaitFile("outbox", "audit-", ".checked.csv");
      List<NamedCsvRecord> rows = rows(checked);
      assertThat(rows).extracting(row -> row.getField("answer")).isEqualTo(expected);
      assertThat(rows.get(499).getField("row")).isEqualTo("500");
      assertThat(lethe.ledger().requests(10)).isEmpty();
      vendors
          .values()
          .forEach(
              vendor -> {
                assertThat(vendor.calls().calls(CallKind.DELETE)).as(vendor.name()).isZero();
                assertThat(vendor.calls().violations()).as(vendor.name()).isEmpty();
              });
      await().until(() -> Files.exists(home.resolve("inbox/.done/reconcile/audit.csv")));
      assertThat(report(home).get("kind").asText()).isEqualTo("EXPECTED_ABSENT");
    }
  }

  @Test
  void a_schedule_makes_runs_and_those_who_reappear_are_sent_again(@TempDir Path home)
      throws Exception {
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            quickly(
                "--lethe.reconcile.cron=* * * * * ?",
                "--lethe.reconcile.look-again=1s",
                "--lethe.reconcile.on-reappeared=delete"))) {
      lethe.drop("leavers.csv", "vendor,subject\ntencent-im,-anna\ntencent-im,absent-berta\n");
      lethe.outcomes("leavers");
      long request = lethe.request("leavers").no();
      await().atMost(PATIENCE).until(() -> lethe.ledger().checks().latest(request, 2).isPresent());

      lethe.tencent().accounts().restore("-anna");
      lethe.tencent().accounts().restore("absent-berta");

      assertThat(lethe.outcomes("reappeared"))
          .extracting(row -> row.getField("outcome"))
          .containsOnly("DELETED");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  !lethe.tencent().accounts().exists("-anna")
                      && !lethe.tencent().accounts().exists("absent-berta"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  lethe.ledger().checks().latest(request, 1).orElseThrow().result()
                      == CheckResult.CONFIRMED);
      assertThat(lethe.tencent().calls().violations()).isEmpty();
    }
  }

  @Test
  void what_cannot_be_asked_proves_nothing(@TempDir Path home) throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home, quickly())) {
      Map<String, SimulatedVendor> vendors = vendors(lethe);
      List.of("yunke", "digelao")
          .forEach(vendor -> vendors.get(vendor).accounts().restore("person-1"));
      vendors.get("longlonglong").accounts().restore(subject("longlonglong", 1));
      StringBuilder csv = new StringBuilder("vendor,subject\n");
      vendors
          .keySet()
          .forEach(
              vendor -> csv.append(vendor).append(',').append(subject(vendor, 1)).append('\n'));
      lethe.drop("leavers.csv", csv.toString());
      lethe.outcomes("leavers");
      vendors
          .get("tencent-im")
          .faults()
          .set(FaultPlan.of(Fault.httpStatus(500).on(CallKind.VERIFY)));
      vendors.get("yunke").faults().set(FaultPlan.of(Fault.shiftedPage(1).on(CallKind.VERIFY)));
      for (int n = 0; n < 1_500; n++) {
        vendors.get("yunke").accounts().restore("bystander-" + n);
      }
      LonglonglongSimulator longlonglong =
          lethe.vendor("longlonglongSimulator", LonglonglongSimulator.class);
      longlonglong.masked(true);
      longlonglong.accounts().restore(subject("longlonglong", 1));

      RunRecord run = reconcile(lethe);

      assertThat(run.conclusion()).isEqualTo("INCOMPLETE");
      Map<String, String> codes = new LinkedHashMap<>();
      report(home)
          .get("findings")
          .forEach(
              finding -> {
                assertThat(finding.get("result").asText()).isEqualTo("UNVERIFIABLE");
                codes.put(finding.get("vendor").asText(), finding.get("code").asText());
              });
      assertThat(codes)
          .containsEntry("tencent-im", "http-500")
          .containsEntry("sf-express", "no-read-call")
          .containsEntry("yunke", "torn-list")
          .containsEntry("longlonglong", "masked")
          .doesNotContainKey("digelao");
    }
  }

  @Test
  void a_run_that_was_cut_off_goes_on_and_a_removed_vendor_is_listed(@TempDir Path home)
      throws Exception {
    RunRecord cutOff;
    try (RunningLethe lethe =
        RunningLethe.start(home, quickly("--lethe.vendors.yunke.verify-after=1h"))) {
      lethe.vendor("yunkeSimulator", CiopaasSimulator.class).accounts().restore("person-1");
      StringBuilder csv = new StringBuilder("vendor,subject\nyunke,person-1\n");
      for (int n = 1; n <= 300; n++) {
        csv.append("tencent-im,person-").append(n).append('\n');
      }
      lethe.drop("leavers.csv", csv.toString());
      lethe.outcomes("leavers");
      lethe
          .tencent()
          .faults()
          .set(FaultPlan.of(Fault.hang(Duration.ofSeconds(20)).on(CallKind.VERIFY).times(100)));
      lethe.tencent().calls().clear();
      lethe.ledger().note(ReconcileOrder.of(List.of(), "ann", Instant.now()));
      await().atMost(PATIENCE).until(() -> lethe.tencent().calls().calls(CallKind.VERIFY) > 0);
      cutOff = lethe.ledger().runs().cutOff().orElseThrow();
    }

    try (RunningLethe lethe =
        RunningLethe.start(home, quickly("--lethe.vendors.yunke.enabled=false"))) {
      lethe.tencent().accounts().delete("person-1");
      for (int n = 1; n <= 300; n++) {
        lethe.tencent().accounts().delete("person-" + n);
      }
      await().atMost(PATIENCE).until(() -> lethe.ledger().runs().cutOff().isEmpty());

      RunRecord ended = lethe.ledger().runs().newest().orElseThrow();
      assertThat(ended.no()).isEqualTo(cutOff.no());
      assertThat(ended.resumed()).isTrue();
      assertThat(ended.startedAt()).isEqualTo(cutOff.startedAt());

      RunRecord next = reconcile(lethe);

      assertThat(lethe.ledger().runs().figures(next.no()).get("yunke"))
          .containsEntry("NO_LONGER_CONFIGURED", 1L);
    }
  }

  @Test
  void somebodyWhoseNameIsOnlyAHashIsFoundInTheVendorsList(@TempDir Path home) throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home, quickly("--lethe.retention=0s"))) {
      CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
      yunke.accounts().restore("person-1");
      yunke.accounts().restore("person-2");
      lethe.drop("leavers.csv", "vendor,subject\nyunke,person-1\nyunke,person-2\n");
      lethe.outcomes("leavers");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  lethe
                          .ledger()
                          .retire(Instant.now(), SubjectKey.find(home).orElseThrow(), Instant.now())
                      || lethe.ledger().hasRetired());
      yunke.accounts().restore("person-2");

      RunRecord run = reconcile(lethe);

      assertThat(lethe.ledger().runs().figures(run.no()).get("yunke"))
          .containsEntry("CONFIRMED", 1L)
          .containsEntry("STILL_PRESENT", 1L);
      JsonNode findings = report(home).get("findings");
      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).get("row").asInt()).isEqualTo(2);
      assertThat(findings.get(0).get("subject").asText()).matches("[0-9a-f]{64}");
      assertThat(findings.get(0).get("said").asText()).contains("replaced by a hash");
    }
  }

  @Test
  void whatWasAlteredIsNamedByItsRequestAndLeftAsItIs(@TempDir Path home) throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home, quickly())) {
      for (String name : List.of("sound", "outcomes", "receipt", "removed", "ledger")) {
        lethe.drop(name + ".csv", "vendor,subject\ntencent-im," + name + "-1\n");
        lethe.receipt(name);
      }
      Path outcomes = lethe.awaitFile("outbox", "outcomes-", ".outcomes.csv");
      Files.writeString(outcomes, Files.readString(outcomes).replace("outcomes-1", "outcomes-2"));
      Path receipt = lethe.awaitFile("outbox", "receipt-", ".receipt.json");
      Files.writeString(receipt, Files.readString(receipt).replace("\"rows\"", "\"Rows\""));
      Files.delete(lethe.awaitFile("outbox", "removed-", ".receipt.json"));
      alterRow(home, lethe.request("ledger").no());

      RunRecord run = reconcile(lethe);

      assertThat(run.conclusion()).isEqualTo("FINDINGS");
      Map<String, String> codes = new LinkedHashMap<>();
      report(home)
          .get("requests")
          .forEach(
              request ->
                  request
                      .get("differences")
                      .forEach(
                          difference ->
                              codes.merge(
                                  request.get("request_id").asText().replaceFirst("-.*", ""),
                                  difference.get("code").asText(),
                                  (first, second) -> first + " " + second)));
      assertThat(codes)
          .containsOnlyKeys("outcomes", "receipt", "ledger")
          .containsEntry("outcomes", "rows-altered")
          .containsEntry("receipt", "receipt-altered")
          .containsEntry("ledger", "rows-altered");
      assertThat(lethe.gauge("lethe.reconcile.balance.difference")).isEqualTo(3);
      assertThat(Files.readString(outcomes)).contains("outcomes-2");
      assertThat(Files.readString(receipt)).contains("\"Rows\"");

      assertThat(reconcile(lethe).conclusion()).isEqualTo("FINDINGS");
    }
  }

  private static void alterRow(Path home, long request) throws SQLException {
    try (Connection ledger =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger.db"));
        PreparedStatement alter =
            ledger.prepareStatement("update items set subject = 'somebody' where id >> 32 = ?")) {
      alter.setLong(1, request);
      assertThat(alter.executeUpdate()).isEqualTo(1);
    }
  }

  private static String[] quickly(String... more) {
    List<String> settings = new ArrayList<>();
    settings.add("--lethe.reconcile.cron=none");
    settings.add("--lethe.reconcile.poll=50ms");
    for (String vendor : SHARES.keySet()) {
      settings.add("--lethe.vendors." + vendor + ".verify-after=0s");
    }
    settings.addAll(List.of(more));
    return settings.toArray(String[]::new);
  }

  private static RunRecord reconcile(RunningLethe lethe) {
    lethe.ledger().note(ReconcileOrder.of(List.of(), "ann", Instant.now()));
    long event = lethe.ledger().lastEvent();
    return await()
        .atMost(PATIENCE)
        .until(
            () -> lethe.ledger().runs().answering(event),
            run -> run.isPresent() && run.get().conclusion() != null)
        .orElseThrow();
  }

  private static long sum(Map<String, Map<String, Long>> figures, CheckResult result) {
    return figures.values().stream().mapToLong(f -> f.getOrDefault(result.name(), 0L)).sum();
  }

  /** The newest report. */
  private static JsonNode report(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("reports"))) {
      Path newest =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .reduce((a, b) -> b)
              .orElseThrow();
      return JSON.readTree(Files.readAllBytes(newest));
    }
  }

  private static List<NamedCsvRecord> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private static String subject(String vendor, int n) {
    return vendor.equals("longlonglong") ? Long.toString(13_800_000_000L + n) : "person-" + n;
  }

  private static Map<String, SimulatedVendor> vendors(RunningLethe lethe) {
    Map<String, SimulatedVendor> vendors = new LinkedHashMap<>();
    vendors.put("tencent-im", lethe.tencent());
    vendors.put("sf-express", lethe.vendor("sfExpressSimulator", SfExpressSimulator.class));
    vendors.put("yunke", lethe.vendor("yunkeSimulator", CiopaasSimulator.class));
    vendors.put("digelao", lethe.vendor("digelaoSimulator", CiopaasSimulator.class));
    vendors.put("longlonglong", lethe.vendor("longlonglongSimulator", LonglonglongSimulator.class));
    return vendors;
  }
}
