package dev.lethe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.report.Samples.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens the page in a real browser. Pages and pictures are left in {@code target/report-pages}, to
 * be looked at.
 */
final class BrowserTest {
  private static final Path PAGES = Path.of("target", "report-pages");

  private static Path folder = PAGES;
  private static Optional<Chromium> found = Optional.empty();

  @BeforeAll
  static void findChromium(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    found = Chromium.find(folder);
    assumeTrue(
        found.isPresent(),
        "There is no Chromium on this machine, so the report's page is not opened in a browser."
            + " On Debian: apt-get install chromium.");
    Files.createDirectories(PAGES);
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("clean", Samples.clean()),
        Arguments.of("findings", Samples.findings()),
        Arguments.of("nothing", Samples.nothing()),
        Arguments.of("long-names", Samples.longNames()),
        Arguments.of("many", Samples.many(700)),
        Arguments.of("list", Samples.list()),
        Arguments.of("hostile", Samples.hostile("W".repeat(250))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void thePageFitsAPhoneAndADeskAndFetchesNothing(String name, Sample sample) throws Exception {
    Path page = page(name, sample);

    JsonNode measured = measure(name, page);

    assertThat(measured).hasSize(2);
    for (JsonNode frame : measured) {
      assertThat(frame.get("width").asInt()).isIn(360, 1280);
      assertThat(frame.get("overflowing")).as("what overflows at %s", frame.get("width")).isEmpty();
      assertThat(frame.get("fetched")).as("what was fetched").isEmpty();
      assertThat(frame.get("verdict").asText())
          .isEqualTo(Jsoup.parse(Files.readString(page)).expectFirst("#verdict").text());
    }
    chromium().picture(page, PAGES.resolve(name + ".png"), 1280, 2400, false);
    assertThat(PAGES.resolve(name + ".png")).isNotEmptyFile();
  }

  @Test
  void barsAndFiguresAreDrawn() throws Exception {
    Path page = page("findings", Samples.findings());

    JsonNode measured = measure("findings", page);

    for (JsonNode frame : measured) {
      assertThat(frame.get("bars")).hasSize(4);
      JsonNode tencent = frame.get("bars").get(0);
      assertThat(tencent).hasSize(3);
      for (JsonNode part : tencent) {
        assertThat(part.get("width").asDouble()).isGreaterThan(3);
        assertThat(part.get("height").asDouble()).isGreaterThan(15);
      }
      assertThat(frame.get("figures").toString())
          .isEqualTo(
"""
["18,003","17,920","20","50","13","3","2","1,999"]
"""
                  .strip());
    }
  }

  @Test
  void noScriptOfAStrangerRunsAndNothingIsFetched() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      String text =
          "<script>document.title='owned'</script>\"'><img src=%s onerror=\"document.title='owned'\">"
              .formatted(address);
      Path page = page("script", Samples.hostile(text));

      Document dom = Jsoup.parse(chromium().dom(page));

      assertThat(dom.title()).isEqualTo("Reconciliation report, 22 November 2026");
      assertThat(dom.select("script, img, iframe, [onerror]")).isEmpty();
      assertThat(calls).hasValue(0);
      Path other = folder.resolve("other.html");
      Files.writeString(other, "<!doctype html><img src='%s'>".formatted(address));
      chromium().dom(other);
      assertThat(calls).as("calls of a page that does fetch").hasPositiveValue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void picturesAreTakenInLightAndDark() throws Exception {
    Path page = page("findings", Samples.findings());
    Path light = PAGES.resolve("findings.png");
    Path dark = PAGES.resolve("findings-dark.png");

    chromium().picture(page, light, 1280, 2400, false);
    chromium().picture(page, dark, 1280, 2400, true);

    assertThat(Files.readAllBytes(light)).isNotEqualTo(Files.readAllBytes(dark));
  }

  private static Chromium chromium() {
    return found.orElseThrow();
  }

  private static Path page(String name, Sample sample) throws IOException {
    WrittenReport written =
        new ReportFiles(Files.createTempDirectory(folder, name))
            .write(sample.report(), sample.findings().iterator(), sample.requests().iterator());
    Path page = PAGES.resolve(name + ".html");
    Files.copy(written.html(), page, StandardCopyOption.REPLACE_EXISTING);
    return page;
  }

  /** Opens the page in two frames, as wide as a phone and a desk, and measures from outside. */
  private static JsonNode measure(String name, Path page) throws Exception {
    String asAttribute = Files.readString(page).replace("&", "&amp;").replace("\"", "&quot;");
    Path frames = folder.resolve(name + "-frames.html");
    Files.writeString(frames, FRAMES.replace("PAGE", asAttribute));

    Document dom = Jsoup.parse(chromium().dom(frames));

    return new ObjectMapper().readTree(dom.expectFirst("#measured").text());
  }

  private static final String FRAMES =
      """
      <!doctype html><meta charset="utf-8"><title>frames</title>
      <iframe width="360" height="800" style="border:0" srcdoc="PAGE"></iframe>
      <iframe width="1280" height="800" style="border:0" srcdoc="PAGE"></iframe>
      <pre id="measured"></pre>
      <script>
      const hidden = el => el.closest('.vh') !== null
          || (el.closest('thead') !== null && getComputedStyle(el.closest('thead')).position === 'absolute');
      const round = n => Math.round(n * 100) / 100;
      function measure(frame) {
        const page = frame.contentDocument, width = frame.clientWidth, overflowing = [];
        if (page.documentElement.scrollWidth > width) overflowing.push('the page');
        for (const el of page.body.querySelectorAll('*')) {
          if (hidden(el) || el.closest('svg')) continue;
          const words = [...el.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('');
          const own = el.getBoundingClientRect();
          if (words.length > 12 && own.width < 48 && own.height > 90) overflowing.push('squeezed: ' + words);
          const range = page.createRange();
          range.selectNodeContents(el);
          for (const box of range.getClientRects()) {
            if (box.right > width + 0.5 || box.left < -0.5) { overflowing.push(el.outerHTML.slice(0, 200)); break; }
          }
          if (el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0
              && getComputedStyle(el).display !== 'inline') {
            overflowing.push(el.outerHTML.slice(0, 200));
          }
        }
        return {
          width, overflowing,
          fetched: frame.contentWindow.performance.getEntriesByType('resource')
              .map(entry => entry.name).filter(at => !at.startsWith('data:')),
          verdict: page.getElementById('verdict').innerText.trim(),
          figures: [...page.querySelectorAll('.figures dd')].map(el => el.innerText),
          bars: [...page.querySelectorAll('svg.bar')].map(bar => [...bar.querySelectorAll('rect')].map(part => {
            const box = part.getBoundingClientRect();
            return {width: round(box.width), height: round(box.height)};
          })),
        };
      }
      addEventListener('load', () => {
        document.getElementById('measured').textContent =
            JSON.stringify([...document.querySelectorAll('iframe')].map(measure));
      });
      </script>
      """;
}
