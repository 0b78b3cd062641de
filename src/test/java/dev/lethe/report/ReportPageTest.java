package dev.lethe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.report.Samples.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ReportPageTest {

  static Stream<Sample> samples() {
    return Stream.of(
        Samples.clean(),
        Samples.findings(),
        Samples.nothing(),
        Samples.longNames(),
        Samples.many(300),
        Samples.list(),
        Samples.hostile("<b title=\"x\">&amp;</b><!--"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void thePageIsHtmlWithoutAnErrorAndFetchesNothing(Sample sample) throws IOException {
    String html = html(sample);
    Parser parser = Parser.htmlParser().setTrackErrors(50);

    Document page = parser.parseInput(html, "");

    assertThat(parser.getErrors()).isEmpty();
    assertThat(page.expectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("script, img, iframe, object, embed, form, [src], [onload]")).isEmpty();
    assertThat(page.select("[href]").eachAttr("href")).containsExactly("data:,");
    assertThat(page.expectFirst("style").data()).doesNotContain("@import").doesNotContain("url(");
    assertThat(html).doesNotContain("{{");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTableHasHeadersAndEveryBarSaysWhatItShows(Sample sample) throws IOException {
    Document page = Jsoup.parse(html(sample));

    assertThat(page.select("table"))
        .allSatisfy(table -> assertThat(table.select("thead th[scope=col]")).isNotEmpty());
    assertThat(page.select("tbody tr"))
        .allSatisfy(row -> assertThat(row.select("th[scope=row]")).hasSize(1));
    assertThat(page.select("svg.bar"))
        .allSatisfy(bar -> assertThat(bar.attr("aria-label")).containsPattern("\\d .*%"));
    assertThat(page.select("section"))
        .allSatisfy(
            section ->
                assertThat(page.getElementById(section.attr("aria-labelledby"))).isNotNull());
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void textOfStrangersIsTextAndNothingElse() throws IOException {
    String text = "</title></style><script>alert(1)</script>\" onload='x' {{said}} \u202Egpj\u0000";

    String html = html(Samples.hostile(text));

    assertThat(html).doesNotContain("<script").doesNotContain("\u202E").doesNotContain("\u0000");
    Document page = Jsoup.parse(html);
    assertThat(page.select("script, [onload]")).isEmpty();
    assertThat(page.expectFirst("td.vendor").text())
        .isEqualTo(text.replace('\u202E', '\uFFFD').replace('\u0000', '\uFFFD'));
  }

  @Test
  void subjectsAreMasked() throws IOException {
    String html = html(Samples.findings());

    assertThat(html).doesNotContain("user.").contains("us…01");
  }

  @ParameterizedTest
  @CsvSource({
    "anna.schmidt, an…dt",
    "13800138000, 13…00",
    "12345678, 12…78",
    "1234567, 1…7",
    "1234, 1…4",
    "123, …",
    "张伟, …",
    "'', …",
    "欧阳娜娜同学你好, 欧阳…你好",
    "😀😁😂😃😄😅😆😇, 😀😁…😆😇"
  })
  void aMaskShowsTwoCharactersAtEachEndAndHidesAtLeastHalf(String subject, String masked) {
    assertThat(Masked.of(subject)).isEqualTo(masked);
  }

  @Test
  void theFiguresOfAVendorAreThoseOfTheReport() throws IOException {
    Document page = Jsoup.parse(html(Samples.findings()));

    assertThat(page.select("svg.bar").eachAttr("aria-label"))
        .contains(
            "Tencent Cloud IM: 11,966 confirmed gone (99.7 %), 8 still present (< 0.1 %),"
                + " 26 there again (0.2 %)");
    assertThat(page.select(".vendors > li:last-child").text())
        .contains("0 rows checked", "Not asked for: 2 rows.", "No call was made.");
  }

  @Test
  void thePartsOfABarFillItAndEvenTheSmallestShows() {
    List<Bar.Part> parts = Bar.of(Samples.checked("a", "A", 10_000_000, 1, 1, 1, 1));

    double x = 0;
    for (Bar.Part part : parts) {
      assertThat(Double.parseDouble(part.x())).isCloseTo(x, within(0.02));
      assertThat(Double.parseDouble(part.width())).isGreaterThan(1.4);
      x += Double.parseDouble(part.width());
    }
    assertThat(x).isCloseTo(100, within(0.03));
    assertThat(parts).extracting(Bar.Part::percent).contains("> 99.9 %", "< 0.1 %");
  }

  @Test
  void whereNothingWasCheckedThereIsNoBar() throws IOException {
    Document page = Jsoup.parse(html(Samples.nothing()));

    assertThat(page.select("svg.bar, table")).isEmpty();
    assertThat(page.expectFirst("#verdict").text()).isEqualTo("There was nothing to check.");
    assertThat(page.text()).contains("No vendor was asked.", "There are none.");
  }

  private static String html(Sample sample) throws IOException {
    ReportPass pass =
        new ReportPass(sample.report(), sample.findings().iterator(), sample.requests().iterator());
    pass.into(new StringWriter()).writeTo(new StringWriter());
    StringWriter html = new StringWriter();
    new ReportPage()
        .write(html, "reconcile-x", sample.report(), pass.summary(), pass.shown(), pass.books());
    Element body = Jsoup.parse(html.toString()).body();
    assertThat(body.text()).contains(pass.summary().said());
    return html.toString();
  }
}
