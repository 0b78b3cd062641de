package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.console.Browser;
import dev.lethe.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The main job by mouse and keyboard: the real service, simulated vendors, a real browser. */
final class ConsoleTest {
  private static final Path IMAGES = Path.of("docs", "images");
  private static final String WRITE = "lethe.docs.write";

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Optional<Browser> found = Optional.empty();
  private static Optional<RunningLethe> started = Optional.empty();
  private static String address = "";
  private static boolean pictures;

  @BeforeAll
  static void open() throws IOException {
    found = Browser.start(folder.resolve("profile"));
    assumeTrue(found.isPresent(), Browser.MISSING);
    // Lethe would take it for a setting, and refuse it.
    pictures = System.clearProperty(WRITE) != null;
    Path home = folder.resolve("home");
    Path password = Files.writeString(folder.resolve("ben"), "a password of ben's");
    started =
        Optional.of(
            RunningLethe.start(
                home,
                "--lethe.users.ben.password-file=" + password,
                "--lethe.users.ben.roles=approve,submit",
                "--lethe.safety.max-items-per-request=300",
                "--lethe.vendors.tencent-im.batch-size=10",
                "--lethe.vendors.tencent-im.concurrency=1",
                "--lethe.vendors.tencent-im.rate=4"));
    address =
        new ObjectMapper()
            .readTree(Files.readAllBytes(home.resolve("service.json")))
            .get("url")
            .asText()
            .replaceFirst("/$", "");
  }

  @AfterAll
  static void close() {
    found.ifPresent(Browser::close);
    started.ifPresent(RunningLethe::close);
    if (pictures) {
      System.setProperty(WRITE, "true");
    }
  }

  @Test
  void aFileIsDroppedPlannedSentAndItsBarMovesToTheEnd() throws IOException {
    signInAsAdmin();
    browser().open("/console/send");

    browser().choose("#file", file("leavers.csv", 150, "leaver"));
    browser().awaitText("#plan", "150 rows, as request leavers-");
    assertThat(browser().text("#plan")).contains("It is sent at once", "tencent-im");
    browser().ask("document.getElementById('plan').scrollIntoView()");
    picture("plan", 1000, false);
    assertThat(lethe().ledger().requests(10)).noneMatch(one -> one.id().startsWith("leavers-"));
    browser().click("[name=sure]");
    browser().click("#send-it");

    browser().awaitText("h1", "leavers-");
    browser().awaitText("#live", "Under way");
    browser().await("progress:not([value='0'])");
    long before = shownRows();
    assertThat(before).isLessThan(150);
    browser().open("/");
    picture("requests", 1000, false);
    browser().click("[id^=request-leavers-]");
    browser().awaitText("#live", "150 of 150 rows have their outcome (100 %)");
    browser().await("#receipt");
    assertThat(lethe().balance("leavers").holds()).isTrue();
    assertThat(lethe().outcomes("leavers")).hasSize(150);
    assertThat(browser().ask(FETCHED, browser().ask(RECEIPT)).toString())
        .contains("\"request_id\"", "\"signature\"");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aHeldRequestIsApprovedBySomebodyElseThanItsSubmitter() throws IOException {
    signInAsAdmin();
    browser().open("/console/send");
    browser().choose("#file", file("tenant.csv", 301, "tenant"));
    browser().awaitText("#plan", "It will wait for an approval");
    browser().click("[name=sure]");
    browser().click("#send-it");
    browser().awaitText("#live", "Waits for approval");

    browser().open("/console/held");
    browser().awaitText("main", "You handed this in");
    assertThat(browser().count(".danger")).isZero();
    browser().signIn(address, "ben", "a password of ben's");
    browser().open("/console/held?language=zh-CN");
    browser().look(360, true);
    picture("phone", 360, true);
    browser().look(1280, false);
    browser().open("/console/held?language=en");
    browser().type("[name=reason]", "ticket 17");
    browser().click(".danger");

    browser().awaitText("[role=status]", "was approved");
    String id = lethe().request("tenant").id();
    browser().open("/console/requests/" + id);
    browser().awaitText(".pairs", "ticket 17");
    browser().awaitText(".pairs", "ben");
    browser().await("progress:not([value='0'])");
  }

  @Test
  void aDeadLetterIsSentAgain() throws IOException {
    signInAsAdmin();
    lethe().tencent().faults().set(Fault.itemCode("70051", "stubborn-1"));
    lethe().drop("stubborn.csv", "vendor,subject\ntencent-im,stubborn-1\n");
    String code = lethe().deadLetter("stubborn").get(0).getField("code");

    browser().open("/console/dead-letters?code=" + code);
    browser().awaitText("tbody", "Refused");
    assertThat(browser().text("tbody")).doesNotContain("stubborn-1");
    browser().click(".reveal button");
    browser().awaitText("tbody", "stubborn-1");
    picture("dead-letters", 1000, false);
    lethe().tencent().faults().clear();
    browser().click("#replay");
    browser().type("#reason", "taken off the list");
    browser().click("#replay-it");

    browser().awaitText("[role=status]", "1 row is sent once more");
    browser().awaitText("#live", "1 of 1 rows have their outcome (100 %)");
    browser().awaitText("#live .key", "Deleted");
    browser().awaitText("tbody", "Deleted");
    browser().open("/console/audit");
    browser().awaitText("tbody", "Subjects looked at");
    browser().awaitText("tbody", "Rows sent again");
    assertThat(browser().text("tbody")).doesNotContain("stubborn-1");
  }

  @Test
  void aLaneIsPausedTestedAndResumedAndAllIsThereInChineseToo() throws IOException {
    signInAsAdmin();
    browser().open("/console/lanes?language=en");

    browser().click("#pause-yunke");
    browser().type("#reason", "they move");
    browser().click(".ask .primary");
    browser().awaitText(".a-BY_OPERATOR", "they move");
    browser().click("#probe-yunke");
    browser().click(".ask .primary");
    browser().awaitText("#probe-title", "yunke can be called");
    browser().look(1000, true);
    browser().open("/console/lanes");
    picture("lanes", 1000, true);
    browser().click("#resume-yunke");
    browser().click(".ask .primary");
    browser().awaitText("[role=status]", "yunke is to go on");

    browser().click("[hreflang=zh-CN]");
    browser().awaitText("h1", "通道");
    for (String path :
        new String[] {
          "/",
          "/console/send",
          "/console/held",
          "/console/dead-letters",
          "/console/reconciliations",
          "/console/audit"
        }) {
      browser().open(path);
      assertThat(browser().text("nav")).contains("请求", "审计");
      assertThat(browser().text("h1")).containsPattern("\\p{IsHan}");
    }
    browser().click("[hreflang=en]");
    browser().awaitText("h1", "Audit");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aReconciliationIsAskedForAndItsReportOpened() throws IOException {
    signInAsAdmin();
    browser().open("/console/reconciliations");

    browser().click("#reconcile");
    browser().type("#reason", "audit");
    browser().click(".ask .primary");
    browser().awaitText("[role=status]", "is asked for");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              browser().open("/console/reconciliations");
              return browser().count("a[href*='/console/reports/']") > 0;
            });
    browser().click("a[href*='/console/reports/']");

    browser().awaitText("h1", "the books of");
    assertThat(browser().address()).contains("/console/reports/reconcile-");
    assertThat(browser().complaints()).isEmpty();
  }

  private static void signInAsAdmin() throws IOException {
    browser().look(1280, false);
    browser()
        .signIn(
            address,
            "admin",
            Files.readString(lethe().home().resolve("keys/admin-password")).strip());
    browser().open("/?language=en");
    browser().complaints();
  }

  private static long shownRows() {
    return Long.parseLong(
        String.valueOf(browser().ask("return document.querySelector('progress').value")));
  }

  private static Path file(String name, int rows, String stem) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        IntStream.range(0, rows)
            .mapToObj(row -> "tencent-im," + stem + row + "\n")
            .collect(Collectors.joining("", "vendor,subject\n", "")));
  }

  private static void picture(String name, int width, boolean dark) throws IOException {
    if (pictures) {
      browser().look(width, dark);
      Path png = IMAGES.resolve("console-" + name + ".png");
      browser().picture(png, false);
      assertThat(Files.size(png)).as(name).isLessThan(150_000);
    }
  }

  private static Browser browser() {
    return found.orElseThrow();
  }

  private static RunningLethe lethe() {
    return started.orElseThrow();
  }

  private static final String RECEIPT = "return document.getElementById('receipt').href";
  private static final String FETCHED =
      """
      const request = new XMLHttpRequest();
      request.open('GET', arguments[0], false);
      request.send();
      return request.responseText;
      """;
}
