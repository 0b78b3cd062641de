package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that go to a service: what they ask there, what they say, and how they end. */
final class ServiceCommandsTest {
  private static final String URL = " --url http://127.0.0.1:1";

  private final CommandDesk desk =
      new CommandDesk(Map.of("LETHE_USER", "ann", "LETHE_PASSWORD", "s3cret"));

  @Test
  void statusSaysHowItIsAndEndsWithThreeIfAPartIsDown() throws IOException {
    assertThat(desk.run("status" + URL)).as(desk.err()).isZero();
    assertThat(desk.out())
        .startsWith("Lethe 1.0 runs since 2026-03-01 16:00:00 at http://127.0.0.1:1.\n")
        .contains("lane:yunke  UP     -\n")
        .endsWith("Requests: 1 HELD. Rows without an outcome: 7. The books balance.\n");

    desk.lethe.well = false;

    assertThat(desk.run("status --output=json" + URL)).isEqualTo(3);
    assertThat(json().at("/parts/1/reason").asText()).isEqualTo("Wrong password. Mend it.");
    assertThat(json().get("started_at").asText()).isEqualTo("2026-03-01T08:00:00Z");
    assertThat(desk.err()).isEmpty();
  }

  @Test
  void requestsAreListedAndAnEmptyPageIsNotTheEnd() {
    assertThat(desk.run("requests --state held --limit 5" + URL)).isZero();

    assertThat(desk.out())
        .contains("REQUEST    STATE  ROWS  OPEN  RECEIVED             OUTCOMES")
        .contains("leavers-1  OPEN      2     2  2026-03-01 16:00:00  2 pending")
        .contains("--after m2");
    assertThat(desk.lethe.asked).hasSize(2);
    assertThat(desk.run("requests --limit 0" + URL)).isEqualTo(2);
    assertThat(desk.run("requests --state asleep" + URL)).isEqualTo(2);
    assertThat(desk.err()).contains("HELD").contains("requests takes the id");
  }

  @Test
  void deadLettersAreMaskedAndNothingInThemRulesTheTerminal() throws IOException {
    assertThat(desk.run("dead-letters --vendor yunke --outcome refused" + URL)).isZero();

    assertThat(desk.out()).contains("z…i").contains("account?[31m may").doesNotContain("\u001b");
    assertThat(desk.lethe.asked.get(0)).contains("outcome=REFUSED").contains("reveal=false");
    desk.run("dead-letters --reveal --output json" + URL);
    assertThat(desk.lethe.asked.get(1)).contains("reveal=true").contains("by=ann");
    assertThat(json().at("/items/0/decided_at").asText()).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void replayNeedsAReasonAndAFilterOrAll() {
    assertThat(desk.run("replay --vendor yunke" + URL)).isEqualTo(2);
    assertThat(desk.run("replay --reason=x" + URL)).isEqualTo(2);
    assertThat(desk.run("replay --reason=x --all --vendor yunke" + URL)).isEqualTo(2);
    assertThat(desk.lethe.asked).isEmpty();

    assertThat(desk.run("replay --vendor yunke --reason=mended" + URL)).isZero();

    assertThat(desk.out())
        .contains("4 rows are sent again as request replay-1.")
        .contains("1 rows are left out");
    assertThat(desk.lethe.asked.get(0)).contains("Decision[by=ann, reason=mended]");
  }

  @Test
  void theSignedInNameCountsAndAnotherIsKeptBesideIt() {
    assertThat(desk.run("approve leavers-1 --by=bob --reason=checked" + URL)).isZero();

    assertThat(desk.err()).contains("The service knows you as ann");
    assertThat(desk.out()).isEqualTo("leavers-1 approved: 2 rows\n");
    assertThat(desk.lethe.asked)
        .containsExactly("approve leavers-1 Decision[by=ann, reason=checked (--by=bob)]");
    assertThat(desk.run("cancel leavers-1 --reason=wrong" + URL)).isZero();
    assertThat(desk.err()).isEmpty();
  }

  @Test
  void aRefusalIsASentenceOrAProblemForAProgram() throws IOException {
    assertThat(desk.run("approve own --reason=x" + URL)).isEqualTo(1);
    assertThat(desk.err()).isEqualTo("Whoever handed it in cannot approve it.\n");

    assertThat(desk.run("approve own --reason=x --output=json" + URL)).isEqualTo(1);

    assertThat(desk.out()).isEmpty();
    JsonNode problem = new ObjectMapper().readTree(desk.err());
    assertThat(problem.get("kind").asText()).isEqualTo("FORBIDDEN");
    assertThat(problem.get("exit_code").asInt()).isEqualTo(1);
    assertThat(problem.get("detail").asText()).startsWith("Whoever");
    desk.run("approve --output json" + URL);
    assertThat(new ObjectMapper().readTree(desk.err()).get("kind").asText()).isEqualTo("WORDS");
  }

  @Test
  void lanesArePausedProbedAndResumed() {
    assertThat(desk.run("lanes" + URL)).isZero();
    assertThat(desk.out()).contains("yunke  OPEN        12      1  5.0/s  now");
    desk.lethe.laneState = "HALTED";
    assertThat(desk.run("lanes --output=json" + URL)).isEqualTo(3);
    assertThat(desk.run("pause yunke" + URL)).isEqualTo(2);
    assertThat(desk.run("pause yunke --reason=night" + URL)).isZero();
    assertThat(desk.run("resume yunke" + URL)).isZero();
    assertThat(desk.run("probe yunke" + URL)).isZero();
    desk.lethe.well = false;
    assertThat(desk.run("probe yunke" + URL)).isEqualTo(3);
    assertThat(desk.out()).contains("login  no     20004  Said.").contains("cannot be called yet");
    assertThat(desk.lethe.asked)
        .contains(
            "pause yunke Decision[by=ann, reason=night]", "resume yunke Decision[by=ann, reason=]");
  }

  @Test
  void aReconciliationIsAskedForAndWaitedFor() {
    assertThat(desk.run("reconcile yunke" + URL)).isZero();
    assertThat(desk.out()).contains("is asked for");
    assertThat(desk.run("reconcile nobody" + URL)).isEqualTo(2);
    desk.lethe.asked.clear();

    assertThat(desk.run("reconcile --wait" + URL)).isZero();

    assertThat(desk.out()).contains("reconciliation 4: CLEAN");
  }

  @Test
  void aServiceVerifiesAReceiptOfWhichThereIsOnlyTheFile(@TempDir Path folder) throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), "{}");
    Path bad = Files.writeString(folder.resolve("bad.json"), "x");

    assertThat(desk.run("verify-receipt" + URL, good.toString())).isZero();
    assertThat(desk.run("verify-receipt" + URL, bad.toString())).isEqualTo(1);
    assertThat(desk.run("verify-receipt" + URL)).isEqualTo(1);
  }

  @Test
  void credentialsComeFromFilesAndTheEnvironmentAndNeverFromTheCommandLine(@TempDir Path folder)
      throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "from-a-file\nsecond line\n");
    CommandDesk nobody = new CommandDesk(Map.of());
    CommandDesk token =
        new CommandDesk(Map.of("LETHE_TOKEN", "t0ken", "LETHE_URL", "http://[::1]:2"));

    assertThat(nobody.run("status --password=x" + URL)).isEqualTo(2);
    assertThat(nobody.run("status" + URL)).isEqualTo(1);
    assertThat(nobody.err()).contains("nobody is signed in");
    assertThat(nobody.run("status --url http://ann:s3cret@host")).isEqualTo(1);
    assertThat(nobody.err()).contains("is no address").doesNotContain("s3cret");
    assertThat(nobody.run("status --user bob" + URL, "--password-file=" + password)).isZero();
    assertThat(token.run("status")).isZero();
    assertThat(nobody.signedIn).containsExactly("http://127.0.0.1:1 bob from-a-file");
    assertThat(token.signedIn).containsExactly("http://[::1]:2 null t0ken");
    assertThat(new SignIn("bob", "from-a-file").toString()).doesNotContain("from-a-file");
    assertThat(desk.run("status --url http://192.0.2.1:80")).isZero();
    assertThat(desk.err()).contains("without TLS");
    assertThat(desk.run("status --local" + URL)).isEqualTo(2);
  }

  @Test
  void theServiceOfAHomeIsFoundByItsFileAndAStaleFileIsNot(@TempDir Path home) throws IOException {
    String settings = "--lethe.home=" + home;
    assertThat(desk.run("status", settings)).isZero();
    assertThat(desk.run("probe yunke", settings)).isEqualTo(1);
    assertThat(desk.err()).contains("only a running service can probe a vendor");
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/admin-password"), "generated\n");
    service(home, ProcessHandle.current().pid());

    assertThat(desk.run("status", settings)).isZero();
    assertThat(desk.run("status --local", settings)).isZero();

    service(
        home, ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).max().orElse(0) + 9999);
    assertThat(desk.run("status", settings)).isZero();
    // Alive, but nobody holds the home: the number is another program's by now.
    service(home, 1);
    assertThat(desk.run("status", settings)).isZero();
    String signedIn = "http://127.0.0.1:7 admin generated";
    assertThat(desk.signedIn)
        .filteredOn(way -> !way.equals("closed"))
        .isEqualTo(List.of("alone", signedIn, "alone", "alone", "alone"));
  }

  private static void service(Path home, long pid) throws IOException {
    Files.writeString(
        home.resolve("service.json"),
        "{\"url\": \"http://127.0.0.1:7\", \"pid\": %d}".formatted(pid));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(desk.out());
  }
}
