package dev.lethe.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.lethe.evidence.Digests;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(classes = ConsoleSite.class)
final class PagesTest {
  private static final String REQUEST = "/console/requests/leavers-november-9f2c41d7";
  private static final String FILE = "vendor,subject\ntencent-im,u1\ntencent-im,u2\n";

  @TempDir static Path home = Path.of("target");

  private final MockMvc mvc;
  private final StubOperations operations;

  @Autowired
  PagesTest(WebApplicationContext context, StubOperations operations) {
    this.mvc =
        MockMvcBuilders.webAppContextSetup(context)
            .apply(springSecurity())
            .defaultRequest(
                get("/").with(user("admin").roles("submit", "approve", "operate", "read")))
            .build();
    this.operations = operations;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("lethe.home", () -> home.toString());
  }

  @BeforeEach
  void begin() {
    operations.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        REQUEST,
        "/console/send",
        "/console/held",
        "/console/lanes",
        "/console/lanes?ask=pause&vendor=yunke",
        "/console/dead-letters",
        "/console/dead-letters/replay",
        "/console/reconciliations",
        "/console/audit"
      })
  void everyPageIsWholeAndNamesItsControlsInBothLanguages(String path) throws Exception {
    for (String language : List.of("en", "zh-CN")) {
      Document page = page(get(path).header("Accept-Language", language));

      assertThat(page.expectFirst("html").attr("lang")).isEqualTo(language);
      assertThat(page.select("h1")).hasSize(1);
      assertThat(page.select("main#main")).hasSize(1);
      assertThat(page.text()).doesNotContain("??", "${", "#{");
      assertThat(page.select("[th:text], [th:if]")).isEmpty();
      assertThat(page.select("input:not([type=hidden]), select"))
          .allSatisfy(
              control ->
                  assertThat(
                          page.select("label[for=" + control.id() + "]").size()
                              + control.parents().select("label").size())
                      .as(control.outerHtml())
                      .isPositive());
      assertThat(page.select("form[method=post] input[name=_csrf]").size())
          .isEqualTo(page.select("form[method=post]").size());
      List<String> ids = page.select("[id]").eachAttr("id");
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/live/requests",
        "/console/live/requests/leavers-november-9f2c41d7",
        "/console/live/lanes"
      })
  void whatIsPolledHasNoFormAndKeepsItsFocus(String path) throws Exception {
    Document part = page(get(path));

    assertThat(part.select("#live[hx-trigger='every 2s'][hx-get^=" + path + "]")).hasSize(1);
    assertThat(part.select("form, input, html[lang]")).isEmpty();
    // htmx gives the focus back to what has an id.
    assertThat(part.select("a, button")).allSatisfy(one -> assertThat(one.id()).isNotEmpty());
  }

  @Test
  void theStripSaysWhatIsWrongAndWhatToDo() throws Exception {
    Document strip = page(get("/console/live/strip"));

    assertThat(strip.select(".level").text()).isEqualTo("Degraded");
    assertThat(strip.select(".trouble").text()).contains("lane:tencent-im", "Switch it on");
    assertThat(strip.text()).contains("Rows open: 11,842", "The books balance");
    assertThat(strip.select(".dry")).isEmpty();
  }

  @Test
  void aRequestHasABarForEachVendorWithItsRowsByOutcome() throws Exception {
    Document page = page(get("/"));

    assertThat(page.expectFirst(".card").select("progress").attr("value")).isEqualTo("2464");
    assertThat(page.expectFirst(".card").select(".vendors > li")).hasSize(3);
    assertThat(page.expectFirst(".card").select(".vendors > li").get(1).text())
        .isEqualTo("tencent-im Deleted 1,400 Exhausted 3 Due 1,597");
    assertThat(page.expectFirst(".card").select(".vendors > li").get(1).select("rect")).hasSize(3);
  }

  @Test
  void requestsAreFilteredByState() throws Exception {
    Document page = page(get("/?state=HELD"));

    assertThat(page.select(".card h3").eachText())
        .containsExactly("closed-tenant-eddccca8", "离职名单-27e2e26d");
    assertThat(page.select("#state option[selected]").attr("value")).isEqualTo("HELD");
  }

  @Test
  void rowsAreMaskedAndPaged() throws Exception {
    Document first = page(get(REQUEST));
    Document second = page(get(first.select(".pages a").attr("href").replaceFirst("#.*", "")));

    assertThat(first.select("tbody tr")).hasSize(25);
    assertThat(first.expectFirst(".subject").text()).isEqualTo("us…01");
    assertThat(second.select("tbody tr")).isNotEmpty();
    assertThat(operations.asked).isEmpty();
  }

  @Test
  void aFileThatIsNotTakenInYetIsARequestWithoutRows() throws Exception {
    Document page = page(get("/console/requests/newcomers-0f3eefd3"));

    assertThat(page.select("#live .badge").text()).isEqualTo("On disk");
    assertThat(page.select(".empty").text()).isEqualTo("No row has been taken in yet. Look again");
  }

  @Test
  void subjectsAreShownToOperatorsOnDemandAndThatIsNoted() throws Exception {
    Document before = page(get(REQUEST));
    Document shown = page(post(REQUEST + "/reveal").with(csrf()));

    assertThat(before.select(".reveal").text()).contains("Your name and the time are noted.");
    assertThat(shown.expectFirst(".subject").text()).isEqualTo("subject-number-1");
    assertThat(operations.asked).containsExactly("admin reveal leavers-november-9f2c41d7");
  }

  @Test
  void whoMayOnlyReadSeesNoButtonThatChangesSomething() throws Exception {
    for (String path :
        List.of(
            "/",
            REQUEST,
            "/console/held",
            "/console/lanes?ask=pause&vendor=yunke",
            "/console/dead-letters",
            "/console/reconciliations")) {
      Document page = page(get(path).with(user("reader").roles("read")));

      assertThat(page.select("form[method=post]").not("[action=/logout]")).as(path).isEmpty();
      assertThat(page.select("a[href*=replay], a[href*=ask], a[href*=send]")).as(path).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/held/closed-tenant-eddccca8/approve",
        "/console/held/closed-tenant-eddccca8/decline",
        "/console/lanes/yunke/pause",
        "/console/lanes/yunke/resume",
        "/console/lanes/yunke/probe",
        "/console/dead-letters/replay",
        "/console/dead-letters/reveal",
        "/console/reconciliations",
        REQUEST + "/reveal"
      })
  void whoMayOnlyReadIsRefusedAndNothingIsDone(String path) throws Exception {
    MockHttpServletResponse response =
        send(post(path).param("reason", "r").with(csrf()).with(user("reader").roles("read")));

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(Jsoup.parse(response.getContentAsString()).select(".problem").text())
        .contains("You may not do that.");
    assertThat(operations.asked).isEmpty();
  }

  @Test
  void nothingIsChangedWithoutTheTokenOfThePage() throws Exception {
    assertThat(send(post("/console/lanes/yunke/pause").param("reason", "r")).getStatus())
        .isEqualTo(403);
    assertThat(operations.asked).isEmpty();
  }

  @Test
  void aHeldRequestIsApprovedWithAReason() throws Exception {
    MockHttpServletResponse without =
        send(post("/console/held/closed-tenant-eddccca8/approve").with(csrf()));
    MockHttpServletResponse with =
        send(
            post("/console/held/closed-tenant-eddccca8/approve")
                .param("reason", "ticket 17")
                .with(csrf()));
    Document after = page(get(String.valueOf(with.getRedirectedUrl())));

    assertThat(without.getStatus()).isEqualTo(422);
    assertThat(Jsoup.parse(without.getContentAsString()).select(".card .problem").text())
        .contains("Say why");
    assertThat(operations.asked).containsExactly("admin approve closed-tenant-eddccca8: ticket 17");
    assertThat(after.select(".notice.good").text())
        .isEqualTo("closed-tenant-eddccca8 was approved. Its rows are being sent.");
  }

  @Test
  void whoHandedARequestInSeesWhyTheyCannotApproveIt() throws Exception {
    Document own = page(get("/console/held"));

    assertThat(own.select(".card").get(1).text()).contains("You handed this in");
    assertThat(own.select(".card").get(1).select("button").eachText())
        .containsExactly("Decline: send nothing");
    assertThat(own.select(".card").get(0).select("button")).hasSize(2);
  }

  @Test
  void aRefusalStandsBesideTheFormInThePersonsLanguageWithTheReasonThatTheyTyped()
      throws Exception {
    operations.refusal =
        new OperationException(Kind.CONFLICT, "It was approved meanwhile. Nothing was changed.");

    MockHttpServletResponse response =
        send(
            post("/console/held/closed-tenant-eddccca8/decline")
                .param("reason", "too many")
                .header("Accept-Language", "zh-TW")
                .with(csrf()));

    Document page = Jsoup.parse(response.getContentAsString());
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(page.select(".card").get(0).select(".problem strong").text())
        .isEqualTo("在当前状态下无法执行。");
    assertThat(page.select(".card").get(0).select("[name=reason]").val()).isEqualTo("too many");
    assertThat(page.select(".card").get(1).select(".problem")).isEmpty();
    assertThat(page.select(".problem [lang=en]").text())
        .isEqualTo("It was approved meanwhile. Nothing was changed.");
  }

  @Test
  void aPlanShowsWhatWouldComeAndSendsNothing() throws Exception {
    Document plan = page(upload("/console/plan", "leavers.csv", FILE));

    assertThat(plan.select("#plan-title")).hasSize(1);
    assertThat(plan.text())
        .contains(
            "2 rows, as request leavers-",
            "It will wait for an approval:",
            "more than its cap of 10",
            "1 protected",
            "1 unknown-vendor",
            "About 71 min");
    assertThat(plan.select("[name=planned]").val()).isEqualTo(Digests.of(FILE));
    assertThat(plan.select("#send-it").text())
        .isEqualTo("Send 2 rows: delete for good, once somebody else approves");
    assertThat(plan.select("[name=sure]").hasAttr("required")).isTrue();
    assertThat(operations.asked).containsExactly("admin plan leavers.csv for null");
  }

  @Test
  void theFileThatWasPlannedIsSent() throws Exception {
    MockHttpServletResponse response =
        send(
            upload("/console/send", "leavers.csv", FILE)
                .param("planned", Digests.of(FILE))
                .param("plannedName", "leavers.csv")
                .param("plannedVendor", "")
                .param("sure", "true"));

    assertThat(operations.asked)
        .containsExactly("admin submit leavers.csv " + Digests.of(FILE).substring(0, 8));
    assertThat(response.getHeader("HX-Redirect"))
        .isEqualTo("/console/requests/leavers-" + Digests.of(FILE).substring(0, 8) + "?sent=yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content", "name", "vendor"})
  void anotherFileThanThePlannedOneIsPlannedAgainAndNotSent(String what) throws Exception {
    MockHttpServletResponse response =
        send(
            upload("/console/send", "leavers.csv", FILE)
                .param("planned", what.equals("content") ? Digests.of("other") : Digests.of(FILE))
                .param("plannedName", what.equals("name") ? "other.csv" : "leavers.csv")
                .param("plannedVendor", what.equals("vendor") ? "yunke" : "")
                .param("sure", "true"));

    Document again = Jsoup.parse(response.getContentAsString());
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(again.select("[role=alert]").text()).contains("not the file that was planned");
    assertThat(again.select("[name=planned]").val()).isEqualTo(Digests.of(FILE));
    assertThat(operations.asked).containsExactly("admin plan leavers.csv for null");
  }

  @Test
  void nothingIsSentWithoutTheTickThatSaysSure() throws Exception {
    MockHttpServletResponse response =
        send(
            upload("/console/send", "leavers.csv", FILE)
                .param("planned", Digests.of(FILE))
                .param("plannedName", "leavers.csv"));

    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(operations.asked).containsExactly("admin plan leavers.csv for null");
  }

  @Test
  void aLaneSaysWhyItStandsStillAndWhatToDoAndHasAPicture() throws Exception {
    Document page = page(get("/console/lanes"));

    assertThat(page.select(".lane").get(0).text())
        .contains("Halted", "Switch it on in the console", "11,597", "100/s", "in 3 min");
    assertThat(page.select(".lane").get(2).select("svg[role=img]").attr("aria-label"))
        .startsWith("Calls in the last 5 minutes: 3,");
    assertThat(page.select(".lane").get(2).select("path").attr("d")).contains("M24 32v-");
    assertThat(page.select(".lane").get(1).select("path").attr("d")).isEmpty();
    assertThat(page.select(".lane").get(4).select(".button").eachText())
        .containsExactly("Resume", "Test");
  }

  @Test
  void aLaneIsPausedWithAReasonAndAProbeSaysWhatCameOut() throws Exception {
    MockHttpServletResponse without = send(post("/console/lanes/yunke/pause").with(csrf()));
    MockHttpServletResponse paused =
        send(post("/console/lanes/yunke/pause").param("reason", "they asked").with(csrf()));
    Document probed = page(post("/console/lanes/tencent-im/probe").with(csrf()));

    assertThat(without.getStatus()).isEqualTo(422);
    assertThat(paused.getRedirectedUrl()).isEqualTo("/console/lanes?did=pause&vendor=yunke");
    assertThat(probed.select("#probe-title").text()).isEqualTo("tencent-im cannot be called");
    assertThat(probed.select(".steps li").eachText())
        .containsExactly(
            "Address works The address answers.",
            "Sign in fails 70003 The signature is no good. Check the secret key.");
    assertThat(operations.asked)
        .containsExactly("admin pause yunke: they asked", "admin probe tencent-im");
  }

  @Test
  void deadLettersAreSentAgainOnlyInTheNumberThatWasConfirmed() throws Exception {
    Document ask = page(get("/console/dead-letters/replay?vendor=sf-express"));
    MockHttpServletResponse other =
        send(
            post("/console/dead-letters/replay")
                .param("vendor", "sf-express")
                .param("count", "7")
                .param("reason", "mended")
                .with(csrf()));
    MockHttpServletResponse done =
        send(
            post("/console/dead-letters/replay")
                .param("vendor", "sf-express")
                .param("outcome", "")
                .param("count", "1")
                .param("reason", "mended")
                .with(csrf()));

    assertThat(ask.select("#replay-it").text()).isEqualTo("Send 1 row again");
    assertThat(ask.select("[name=count]").val()).isEqualTo("1");
    assertThat(other.getStatus()).isEqualTo(409);
    assertThat(done.getRedirectedUrl())
        .isEqualTo("/console/requests/replay-20261121-1?again=1&left=1");
    assertThat(operations.asked).containsExactly("admin replay 1 of sf-express: mended");
  }

  @Test
  void aReportIsShownWithNoRightsAndNothingElseOfTheFolder() throws Exception {
    Path reports = Files.createDirectories(home.resolve("reports"));
    Files.writeString(reports.resolve("reconcile-20261121T030600Z.html"), "<h1>found</h1>");
    Files.writeString(reports.resolve("reconcile-20261121T030600Z.csv"), "subjects");
    Files.writeString(home.resolve("secret.html"), "secret");

    MockHttpServletResponse report = send(get("/console/reports/reconcile-20261121T030600Z.html"));

    assertThat(report.getContentAsString()).isEqualTo("<h1>found</h1>");
    assertThat(report.getHeader("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .endsWith("sandbox");
    for (String other :
        List.of(
            "reconcile-20261121T030600Z.csv",
            "reconcile-20261121T030601Z.html",
            "..%2Fsecret.html",
            "secret.html")) {
      // The firewall knows the one with a slash.
      assertThat(send(get("/console/reports/{name}", other)).getStatus()).as(other).isIn(400, 404);
    }
  }

  @Test
  void aReconciliationIsAskedForWithItsVendors() throws Exception {
    Document before = page(get("/console/reconciliations"));
    send(
        post("/console/reconciliations")
            .param("vendors", "yunke", "digelao")
            .param("reason", "audit")
            .with(csrf()));

    assertThat(before.select(".cards .card").get(1).text())
        .contains("No. 12, scheduled", "Findings", "Still there 2", "took 6 min");
    assertThat(before.select(".cards .card").get(1).select("a").attr("href"))
        .isEqualTo("/console/reports/reconcile-20261121T030600Z.html");
    assertThat(operations.asked).containsExactly("admin reconcile [yunke, digelao]: audit");
  }

  @Test
  void theAuditNamesWhoDidWhatAlsoWhereItHasNoNameForIt() throws Exception {
    Document page = page(get("/console/audit"));

    assertThat(page.select("tbody tr").eachText())
        .anySatisfy(row -> assertThat(row).contains("Lane halted", "tencent-im"))
        .anySatisfy(row -> assertThat(row).contains("SOMETHING_NEW", "ann"));
  }

  @Test
  void whatIsNotThereIsSaidOnAPageOfItsOwn() throws Exception {
    MockHttpServletResponse response = send(get("/console/requests/none"));

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(Jsoup.parse(response.getContentAsString()).select(".problem").text())
        .isEqualTo("There is no such thing. There is no request of this id.");
  }

  @Test
  void textsOfOthersAreEscaped() throws Exception {
    operations.requests.clear();
    operations.requests.put(
        "x", Samples.request("<img src=x onerror=alert(1)>", "OPEN", "<b>mei", Samples.underWay()));

    Document page = page(get("/"));

    assertThat(page.select("img, b:contains(mei)")).isEmpty();
    assertThat(page.select(".card h3").text()).isEqualTo("<img src=x onerror=alert(1)>");
  }

  @Test
  void theLanguageIsChosenByTheBrowserUntilThePersonChoosesOne() throws Exception {
    MockHttpServletResponse chosen = send(get("/?language=zh-CN"));
    Document later = page(get("/").cookie(chosen.getCookies()).header("Accept-Language", "en"));
    Document french = page(get("/").header("Accept-Language", "fr, zh;q=0.5, en;q=0.1"));
    Document odd = page(get("/?language=%3Cscript%3E").header("Accept-Language", "de"));

    assertThat(chosen.getCookie(Language.COOKIE).getMaxAge()).isPositive();
    assertThat(later.select("h1").text()).isEqualTo("请求");
    assertThat(french.select("h1").text()).isEqualTo("请求");
    assertThat(odd.select("h1").text()).isEqualTo("Requests");
  }

  @Test
  void scriptAndStyleAreServedFromHere() throws Exception {
    Document page = page(get("/"));

    for (String asset : page.select("script[src]").eachAttr("src")) {
      assertThat(send(get(asset)).getStatus()).as(asset).isEqualTo(200);
    }
    assertThat(page.select("script[src], link[href]").eachAttr("abs:src"))
        .noneMatch(src -> src.contains("//"));
    assertThat(send(get("/assets/console.css")).getContentType()).startsWith("text/css");
  }

  private static MockHttpServletRequestBuilder upload(String path, String name, String content) {
    return multipart(path)
        .file(
            new MockMultipartFile(
                "file", name, "text/csv", content.getBytes(StandardCharsets.UTF_8)))
        .with(csrf())
        .header("HX-Request", "true");
  }

  private Document page(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = send(request);
    assertThat(response.getStatus()).isEqualTo(200);
    return Jsoup.parse(response.getContentAsString());
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    response.setCharacterEncoding("UTF-8");
    return response;
  }
}
