package dev.lethe.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.LaneView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, with operations that the test answers for. */
final class ConsoleBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/console/requests/leavers-november-9f2c41d7",
          "/console/send",
          "/console/held",
          "/console/lanes?ask=pause&vendor=yunke",
          "/console/dead-letters/replay?vendor=sf-express",
          "/console/reconciliations",
          "/console/audit");

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder = Path.of("target");

  private static Optional<Browser> found = Optional.empty();
  private static Optional<Site> started = Optional.empty();

  @BeforeAll
  static void open() {
    found = Browser.start(folder.resolve("profile"));
    assumeTrue(found.isPresent(), Browser.MISSING);
    started = Optional.of(Site.start(folder.resolve("home")));
    browser().signIn(site().address(), "admin", "admin");
  }

  @AfterAll
  static void close() {
    found.ifPresent(Browser::close);
    started.ifPresent(Site::close);
  }

  @BeforeEach
  void begin() {
    site().operations().reset();
    browser().look(1280, false);
    browser().open("/?language=en");
    browser().complaints();
  }

  @ParameterizedTest
  @CsvSource({"360,false,en", "360,true,zh-CN", "768,false,zh-CN", "1280,true,en"})
  void everyPageFitsIsReadableAndFetchesNothingFromElsewhere(
      int width, boolean dark, String language) {
    browser().look(width, dark);

    for (String path : PAGES) {
      browser().open(path + (path.contains("?") ? "&" : "?") + "language=" + language);

      assertThat((List<?>) browser().ask(OVERFLOWING)).as("what overflows on " + path).isEmpty();
      assertThat((List<?>) browser().ask(PALE)).as("what is pale on " + path).isEmpty();
      assertThat((List<?>) browser().ask(FETCHED)).as("what " + path + " fetched").isEmpty();
      assertThat(browser().complaints()).as(path).isEmpty();
    }
  }

  @Test
  void whatMeasuresThePagesSeesWhatIsWrong() {
    browser().look(360, false);
    browser().open("/");

    browser()
        .ask(
            "const title = document.querySelector('h1');"
                + "title.style.color = '#bbb'; title.style.minWidth = '500px';");

    assertThat((List<?>) browser().ask(OVERFLOWING)).isNotEmpty();
    assertThat((List<?>) browser().ask(PALE)).hasSize(1);
  }

  @Test
  void aFileIsPlannedAndSentAndItsBarMoves() throws Exception {
    Path file = Files.writeString(folder.resolve("leavers.csv"), "vendor,subject\nyunke,a\n");
    browser().open("/console/send");

    browser().choose("#file", file);
    browser().awaitText("#plan", "1 row, as request leavers-");
    browser().click("#send-it");
    boolean sentWithoutTick =
        site().operations().asked.stream().anyMatch(asked -> asked.contains("submit"));
    browser().click("[name=sure]");
    browser().click("#send-it");

    browser().awaitText("h1", "leavers-");
    browser().awaitText("#live", "56 %");
    assertThat(sentWithoutTick).isFalse();
    String id = browser().text("h1");
    site()
        .operations()
        .requests
        .put(
            id,
            Samples.request(
                id, "REPORTED", "admin", Map.of("yunke", Map.of(ItemState.DELETED, 1L))));
    browser().awaitText("#live", "1 of 1 rows have their outcome (100 %)");
    browser().await("#receipt");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void anotherVendorMakesAnotherPlan() throws Exception {
    Path file = Files.writeString(folder.resolve("list.txt"), "a\nb\n");
    browser().open("/console/send");

    browser().choose("#file", file);
    browser().await("#send-it");
    browser()
        .ask(
            "document.getElementById('vendor').value = 'yunke';"
                + "document.getElementById('vendor').dispatchEvent(new Event('change'))");

    browser().await("[name=sure]");
    await().until(() -> site().operations().asked.contains("admin plan list.txt for yunke"));
  }

  @Test
  void aFileCanBeDropped() {
    browser().open("/console/send");

    browser()
        .ask(
            "const data = new DataTransfer();"
                + "data.items.add(new File(['vendor,subject\\nyunke,a\\nyunke,b\\n'], 'dropped.csv'));"
                + "document.getElementById('drop').dispatchEvent("
                + "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");

    browser().awaitText("#plan", "2 rows, as request");
    assertThat(site().operations().asked).containsExactly("admin plan dropped.csv for null");
  }

  @Test
  void aPollTakesNeitherTheFocusNorTheScroll() {
    browser().look(360, false);
    browser().open("/console/lanes");
    browser()
        .ask(
            "document.getElementById('pause-longlonglong').focus();"
                + "window.scrollBy(0, 150); window.before = window.scrollY;");
    LaneView was = Objects.requireNonNull(site().operations().lanes.get("longlonglong"));

    site()
        .operations()
        .lanes
        .put(
            "longlonglong",
            new LaneView(
                was.vendor(),
                was.title(),
                was.state(),
                false,
                null,
                null,
                was.since(),
                null,
                1,
                98_765,
                null,
                null,
                1,
                was.recent()));

    browser().awaitText("#live", "98,765");
    assertThat(browser().ask("return document.activeElement.id")).isEqualTo("pause-longlonglong");
    assertThat(browser().ask("return window.scrollY === window.before")).isEqualTo(true);
  }

  @Test
  void everythingIsReachedByKeyboardAndNothingHoldsTheFocus() {
    browser().open("/console/held");

    List<String> stops = browser().tabThrough(24);

    assertThat(stops)
        .contains("Skip to the content", "Requests", "Lanes", "Audit")
        .contains("reason-closed-tenant-eddccca8", "Approve: delete 9,800 rows for good")
        .noneMatch(stop -> stop.startsWith("no ring"));
    assertThat(stops.stream().filter("Skip to the content"::equals).count())
        .as("the focus goes round")
        .isGreaterThanOrEqualTo(1);
    assertThat(stops.stream().distinct().count()).isGreaterThan(14);
  }

  @Test
  void aLostConnectionIsSaidAndEndsByItself() {
    browser().open("/");
    browser()
        .ask(
            "window.XMLHttpRequest.prototype.realSend = window.XMLHttpRequest.prototype.send;"
                + "window.XMLHttpRequest.prototype.send = function () {"
                + " setTimeout(() => this.dispatchEvent(new ProgressEvent('error'))); };");

    browser().awaitText("#offline", "does not answer");
    browser()
        .ask("window.XMLHttpRequest.prototype.send = window.XMLHttpRequest.prototype.realSend;");

    await()
        .until(
            () ->
                Boolean.TRUE.equals(
                    browser().ask("return document.getElementById('offline').hidden")));
  }

  private static Browser browser() {
    return found.orElseThrow();
  }

  private static Site site() {
    return started.orElseThrow();
  }

  private static final String OVERFLOWING =
      """
      const wide = [];
      if (document.documentElement.scrollWidth > window.innerWidth) wide.push('the page');
      for (const one of document.querySelectorAll('body *')) {
        if (one.closest('thead, .skip, svg')) continue;
        const box = one.getBoundingClientRect();
        if (box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1)) {
          wide.push(one.outerHTML.slice(0, 120));
        }
      }
      return wide;
      """;

  /** WCAG 2.2, 1.4.3: 4.5 to 1, for large texts 3 to 1. */
  private static final String PALE =
      """
      const parse = (text) => text.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
          const color = parse(getComputedStyle(at).backgroundColor);
          if (color.length < 4 || color[3] > 0.99) return color;
        }
        return [255, 255, 255];
      };
      const pale = [];
      for (const one of document.querySelectorAll('body *')) {
        const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const style = getComputedStyle(one);
        if (!words || one.closest('noscript, option') || one.getClientRects().length === 0) continue;
        const [a, b] = [light(parse(style.color)), light(ground(one))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5)) pale.push(ratio.toFixed(2) + ' ' + one.outerHTML.slice(0, 120));
      }
      return pale;
      """;

  private static final String FETCHED =
      """
      return performance.getEntriesByType('resource').map((entry) => entry.name)
          .filter((name) => !name.startsWith(location.origin + '/'));
      """;
}
