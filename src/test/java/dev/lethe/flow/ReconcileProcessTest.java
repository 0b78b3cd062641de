package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reconciliation by processes: the service, and the command beside it. */
class ReconcileProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SUBJECT = "person-";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path home;
  private final AskedVendor vendor =
      new AskedVendor(
          new TencentImSimulator(
              1400000000L, "administrator", LetheProcess.Secrets.KEY, Clock.systemUTC()));
  private SandboxServer server;

  @BeforeEach
  void startVendor() throws IOException {
    home = folder.resolve("home");
    server = SandboxServer.start(0, List.of(vendor));
  }

  @AfterEach
  void stopVendor() {
    server.close();
  }

  @Test
  void theCommandEndsWithWhatTheRunBesideItCameTo() throws Exception {
    try (LetheProcess lethe = service("--lethe.reconcile.look-again=1ms")) {
      delete(lethe, 30);

      String clean = command(0, "reconcile", "--by=ann", "--wait");

      assertThat(clean).contains("CLEAN", "reports/").doesNotContain("no Lethe runs");
      assertThat(reports()).hasSize(3);

      vendor.accounts().restore(SUBJECT + 7);
      String found = command(3, "reconcile", "--by=ann", "--wait");

      assertThat(found).contains("FINDINGS", "reports/");
      assertThat(reports()).hasSize(6);
      JsonNode findings = newestReport().get("findings");
      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).get("subject").asText()).isEqualTo(SUBJECT + 7);
      assertThat(findings.get(0).get("result").asText()).isEqualTo("REAPPEARED");

      String unknown = command(2, "reconcile", "nobody", "--by=ann", "--wait");

      assertThat(unknown).contains("there is no vendor 'nobody'; nothing is asked for");
      assertThat(lethe.terminate(20)).isTrue();
      assertThat(reports()).hasSize(6);
      assertDiscreet(lethe.log());
    }
  }

  @Test
  void aRunThatIsKilledGoesOnWhereItWas() throws Exception {
    int rows = 400;
    int batch = 10;
    String batches = "--lethe.vendors.tencent-im.verify-batch-size=" + batch;
    Set<String> checked;
    try (LetheProcess lethe = service(batches)) {
      delete(lethe, rows);
      vendor.faults().set(FaultPlan.NONE.withLatency(Duration.ofMillis(100), Duration.ZERO));
      command(0, "reconcile", "--by=ann");
      awaitWhileAlive(lethe, () -> vendor.asked().size() >= 5);
      lethe.kill();
      checked = checkedSubjects();
    }
    assertThat(reports()).isEmpty();
    assertThat(checked).hasSizeBetween(4 * batch, rows - batch);
    // A call that was under way is answered into the void.
    await().until(() -> vendor.calls().calls(CallKind.VERIFY) == vendor.asked().size());
    int callsBefore = vendor.asked().size();
    vendor.faults().set(FaultPlan.NONE);

    try (LetheProcess lethe = service(batches)) {
      awaitWhileAlive(lethe, () -> !files("reports", ".json").isEmpty());
      assertThat(lethe.terminate(20)).isTrue();
      assertDiscreet(lethe.log());
    }

    List<List<String>> asked = vendor.asked();
    List<String> afterwards =
        asked.subList(callsBefore, asked.size()).stream().flatMap(List::stream).toList();
    assertThat(afterwards)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(checked)
        .hasSize(rows - checked.size());
    assertThat(asked.stream().mapToInt(List::size).sum()).isBetween(rows, rows + batch);
    assertThat(reports()).hasSize(3);
    JsonNode report = newestReport();
    assertThat(report.get("resumed").asBoolean()).isTrue();
    assertThat(report.get("summary").get("conclusion").asText()).isEqualTo("CLEAN");
    JsonNode figures = report.get("vendors").get(0);
    assertThat(figures.get("confirmed").asInt()).as("%s", figures).isEqualTo(rows);
    assertThat(figures.get("checked").asInt()).as("%s", figures).isEqualTo(rows);
    assertThat(checkedSubjects()).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron      | 99 0 3 * * ?   | '99 0 3 * * ?' is no schedule:
          time-zone | Mars/Olympus   | there is no time zone 'Mars/Olympus'.
          """,
      quoteCharacter = '"')
  void aScheduleThatIsNoneStopsTheStartWithALine(String key, String value, String said)
      throws Exception {
    String setting = "lethe.reconcile." + key;
    List<String> words = new ArrayList<>(settings("--" + setting + "=" + value));
    words.add("--lethe.home=" + home);

    try (LetheCommand start = LetheCommand.start(folder, words)) {
      assertThat(start.exitCode()).as(start.output()).isEqualTo(1);

      // The first start of a home also tells of the ledger that it made.
      assertThat(start.output().lines().filter(line -> !line.contains(" INFO  SqliteSchema ")))
          .singleElement()
          .asString()
          .startsWith("lethe cannot start: " + setting + ": " + said);
      assertDiscreet(start.output());
    }
  }

  @Test
  void theCommandSaysThatNoServiceRunsAndWaitsForOne() throws Exception {
    try (LetheProcess lethe = service()) {
      delete(lethe, 5);
      assertThat(lethe.terminate(20)).isTrue();
    }

    String asked = command(0, "reconcile", "--by=ann");

    assertThat(asked).contains("no Lethe runs in " + home).doesNotContain("Waiting");

    try (LetheCommand waiting = start("reconcile", "tencent-im", "--by=berta", "--wait")) {
      await()
          .atMost(PATIENCE)
          .until(() -> waiting.output().contains("Waiting for that") || !waiting.isAlive());
      assertThat(waiting.isAlive()).as(waiting.output()).isTrue();
      assertThat(reports()).isEmpty();

      try (LetheProcess lethe = service()) {
        awaitWhileAlive(lethe, () -> !waiting.isAlive());
        assertThat(waiting.exitCode()).as(waiting.output()).isZero();
        assertThat(waiting.output()).contains("no Lethe runs in " + home, "CLEAN");
        assertDiscreet(waiting.output());
      }
    }
  }

  @Test
  void settingsThatAreNoGoodAreOneLineOfTheCommandToo() throws Exception {
    try (LetheProcess lethe = service()) {
      delete(lethe, 1);
      assertThat(lethe.terminate(20)).isTrue();
    }

    String refused =
        command(1, "reconcile", "tencent-im", "--by=ann", "--lethe.vendors.tencent-im.rate=-1");

    assertThat(refused.lines()).singleElement().asString().contains("rate");
  }

  private LetheProcess service(String... more) throws IOException {
    return LetheProcess.start(
        home,
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
        settings(more).toArray(String[]::new));
  }

  private List<String> settings(String... more) {
    // Spring joins a setting that is given twice; here the last one holds.
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                LetheProcess.tencent(
                    server.baseUrl(TencentImSimulator.NAME),
                    "--lethe.vendors.tencent-im.rate=200",
                    "--lethe.vendors.tencent-im.linger=20ms",
                    "--lethe.vendors.tencent-im.verify-after=0s",
                    "--lethe.reconcile.cron=none",
                    "--lethe.reconcile.poll=50ms")),
            Stream.of(more))
        .forEach(setting -> settings.put(setting.substring(0, setting.indexOf('=')), setting));
    return List.copyOf(settings.values());
  }

  /** Runs a command to its end, and gives what it said. */
  private String command(int exitCode, String... words) throws Exception {
    try (LetheCommand command = start(words)) {
      assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
      assertDiscreet(command.output());
      return command.output();
    }
  }

  private LetheCommand start(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--lethe.home=" + home);
    List<String> own = all.stream().filter(word -> word.startsWith("--lethe.vendors.")).toList();
    all.removeAll(own);
    all.addAll(settings(own.toArray(String[]::new)));
    return LetheCommand.start(folder, all);
  }

  private static void assertDiscreet(String output) {
    assertThat(output).doesNotContain("Exception", "\tat ", SUBJECT, LetheProcess.Secrets.KEY);
  }

  /** Has Lethe delete that many. */
  private void delete(LetheProcess lethe, int rows) throws IOException {
    StringBuilder csv = new StringBuilder("vendor,subject\n");
    for (int n = 1; n <= rows; n++) {
      csv.append("tencent-im,").append(SUBJECT).append(n).append('\n');
    }
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Path interim = Files.writeString(folder.resolve("leavers.csv"), csv);
    Files.move(interim, inbox.resolve("leavers.csv"), StandardCopyOption.ATOMIC_MOVE);
    awaitWhileAlive(lethe, () -> !files("outbox", ".receipt.json").isEmpty());
  }

  /** Whom the ledger has a look at, in a copy, so that it is Lethe itself that recovers it. */
  private Set<String> checkedSubjects() throws IOException, SQLException {
    Path copy = Files.createTempDirectory(folder, "copy-");
    for (Path part : files("", "")) {
      String name = part.getFileName().toString();
      if (name.equals("ledger.db") || name.equals("ledger.db-wal")) {
        Files.copy(part, copy.resolve(name));
      }
    }
    Set<String> subjects = new HashSet<>();
    try (Connection ledger =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("ledger.db"));
        Statement statement = ledger.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select subject from items join checks on checks.item = items.id"
                    + " where checks.result = 0")) {
      while (found.next()) {
        subjects.add(found.getString(1));
      }
    }
    return subjects;
  }

  private static void awaitWhileAlive(LetheProcess lethe, Callable<Boolean> condition)
      throws IOException {
    await().atMost(PATIENCE).until(() -> condition.call() || !lethe.isAlive());
    assertThat(lethe.isAlive()).as("Lethe ended: %s", lethe.log()).isTrue();
  }

  private List<Path> reports() throws IOException {
    return files("reports", "");
  }

  private JsonNode newestReport() throws IOException {
    List<Path> reports = files("reports", ".json");
    return JSON.readTree(Files.readAllBytes(reports.get(reports.size() - 1)));
  }

  /** The files of a folder of the home in the order of their names; none if it is not there. */
  private List<Path> files(String name, String ending) throws IOException {
    Path of = home.resolve(name);
    if (Files.notExists(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
