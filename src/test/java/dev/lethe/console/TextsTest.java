package dev.lethe.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneStatus;
import dev.lethe.ledger.CheckResult;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.RunKind;
import dev.lethe.operate.OperationException;
import dev.lethe.report.Conclusion;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

final class TextsTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  /** The same in both languages: a name, a mark. */
  private static final List<String> SAME =
      List.of("app.name", "language.en", "language.zh", "none", "page.title", "vendor.titled");

  @Test
  void bothLanguagesHaveTheSameTextsWithTheSamePlaces() throws Exception {
    Properties english = texts("messages.properties");
    Properties chinese = texts("messages_zh_CN.properties");

    assertThat(new TreeSet<>(chinese.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(places(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
      assertThat(english.getProperty(key)).as(key).isNotBlank();
    }
  }

  @Test
  void theChineseTextsAreChinese() throws Exception {
    Properties chinese = texts("messages_zh_CN.properties");

    assertThat(chinese.stringPropertyNames())
        .filteredOn(key -> !SAME.contains(key))
        .allSatisfy(key -> assertThat(chinese.getProperty(key)).as(key).containsPattern(CHINESE));
  }

  @Test
  void everyStateOutcomeAndKindHasAName() throws Exception {
    Properties english = texts("messages.properties");

    assertThat(english.stringPropertyNames())
        .containsAll(keys("state.", ItemState.values()))
        .containsAll(keys("request.", RequestState.values()))
        .contains("request.SUBMITTED", "request.REPORTED")
        .containsAll(keys("lane.", LaneStatus.State.values()))
        .containsAll(keys("run.", RunKind.values()))
        .containsAll(keys("conclusion.", Conclusion.values()))
        .containsAll(keys("figure.", CheckResult.values()))
        .containsAll(keys("event.", EventKind.values()))
        .containsAll(keys("problem.", OperationException.Kind.values()));
  }

  @Test
  void noTemplateHasATextOfItsOwn() throws Exception {
    List<String> literal = new ArrayList<>();
    for (Path template : templates()) {
      Document page = Jsoup.parse(Files.readString(template));
      for (Element element : page.getAllElements()) {
        for (TextNode text : element.textNodes()) {
          if (!text.isBlank()) {
            literal.add(template.getFileName() + ": " + text.text());
          }
        }
        for (String attribute :
            List.of("title", "aria-label", "placeholder", "alt", "data-label")) {
          if (element.hasAttr(attribute)) {
            literal.add(template.getFileName() + ": " + attribute + "=" + element.attr(attribute));
          }
        }
      }
    }

    assertThat(literal).isEmpty();
  }

  @Test
  void everyTextThatATemplateNamesIsThere() throws Exception {
    Properties english = texts("messages.properties");
    List<String> named = new ArrayList<>();
    for (Path template : templates()) {
      Matcher matcher = Pattern.compile("#\\{([a-zA-Z.]+)[(}]").matcher(Files.readString(template));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }

    assertThat(named).hasSizeGreaterThan(100);
    assertThat(english.stringPropertyNames()).containsAll(named);
  }

  @Test
  void noTemplateHasAScriptOrAStyleOfItsOwn() throws Exception {
    for (Path template : templates()) {
      Document page = Jsoup.parse(Files.readString(template));

      assertThat(page.select("[style], style, script:not([th:src]), [hx-on], [onclick]"))
          .as(template.toString())
          .isEmpty();
      assertThat(Files.readString(template)).doesNotContain("th:utext", "js:", "hx-vals");
    }
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("templates/console"))) {
      List<Path> templates = files.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(templates).hasSizeGreaterThan(8);
      return templates;
    }
  }

  private static List<String> keys(String prefix, Enum<?>... values) {
    return Stream.of(values).map(value -> prefix + value.name()).toList();
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }

  private static Properties texts(String name) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name))) {
      texts.load(reader);
    }
    return texts;
  }
}
