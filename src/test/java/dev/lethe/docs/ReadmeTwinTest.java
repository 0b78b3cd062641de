package dev.lethe.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The Chinese README says what the English one says: section by section the same commands,
 * settings, names, tables and links.
 */
final class ReadmeTwinTest {
  private static final Path ENGLISH = Path.of("README.md");
  private static final Path CHINESE = Path.of("README.zh-CN.md");

  private static final Pattern FENCED = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

  /**
   * A heading and what stands below it.
   *
   * @param level how many {@code #} it begins with
   */
  private record Section(int level, String title, String text) {

    /** Commands and output, without comments, which are translated. */
    List<String> blocks() {
      return found(FENCED, text).map(block -> block.replaceAll("(?m)\\s*(^|\\s)#.*$", "")).toList();
    }

    /** Names in running text and tables; what stands for something ({@code <…>}) is translated. */
    List<String> names() {
      return found(CODE, FENCED.matcher(text).replaceAll(""))
          .map(name -> name.replaceAll("<[^>]*>", "<>"))
          .sorted()
          .toList();
    }

    /** Where its links lead; those to its own sections, and to its twin, differ. */
    List<String> links() {
      return found(LINK, text)
          .filter(link -> !link.startsWith("](#") && !link.contains("](README"))
          .sorted()
          .toList();
    }

    long tableLines() {
      return text.lines().filter(line -> line.startsWith("|")).count();
    }

    long points() {
      return text.lines().filter(line -> line.matches("(- |\\d+\\. ).*")).count();
    }

    private static Stream<String> found(Pattern what, String where) {
      return what.matcher(where).results().map(MatchResult::group).map(String::strip);
    }
  }

  @Test
  void bothHaveTheSameSections() throws IOException {
    List<Integer> english = sections(ENGLISH).stream().map(Section::level).toList();
    List<Integer> chinese = sections(CHINESE).stream().map(Section::level).toList();

    assertThat(chinese).isEqualTo(english);
  }

  @TestFactory
  Stream<DynamicTest> eachSectionNamesTheSame() throws IOException {
    List<Section> english = sections(ENGLISH);
    List<Section> chinese = sections(CHINESE);

    return Stream.iterate(0, n -> n < Math.min(english.size(), chinese.size()), n -> n + 1)
        .map(
            n ->
                DynamicTest.dynamicTest(
                    english.get(n).title(), () -> same(english.get(n), chinese.get(n))));
  }

  @Test
  void eachNamesTheOther() throws IOException {
    assertThat(Files.readString(ENGLISH)).contains("[中文](README.zh-CN.md)");
    assertThat(Files.readString(CHINESE)).contains("[English](README.md)");
  }

  @Test
  void linksToOwnSectionsLeadSomewhere() throws IOException {
    for (Path readme : List.of(ENGLISH, CHINESE)) {
      List<String> anchors =
          sections(readme).stream()
              .map(section -> "#" + section.title().toLowerCase(Locale.ROOT).replace(' ', '-'))
              .toList();

      assertThat(
              Section.found(LINK, Files.readString(readme))
                  .map(link -> link.substring(2, link.length() - 1))
                  .filter(link -> link.startsWith("#")))
          .as("%s", readme)
          .isSubsetOf(anchors);
    }
  }

  private static void same(Section english, Section chinese) {
    assertThat(chinese.blocks()).as("blocks").isEqualTo(english.blocks());
    assertThat(chinese.names()).as("names").isEqualTo(english.names());
    assertThat(chinese.links()).as("links").isEqualTo(english.links());
    assertThat(chinese.tableLines()).as("lines of tables").isEqualTo(english.tableLines());
    assertThat(chinese.points()).as("points of lists").isEqualTo(english.points());
  }

  private static List<Section> sections(Path readme) throws IOException {
    List<Section> sections = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String heading = "";
    boolean fenced = false;
    for (String line : Files.readAllLines(readme)) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.matches("#+ .*")) {
        sections.add(section(heading, text));
        heading = line;
        text = new StringBuilder();
      } else {
        text.append(line).append('\n');
      }
    }
    sections.add(section(heading, text));
    return sections.subList(1, sections.size()); // Nothing stands before the first heading.
  }

  private static Section section(String heading, CharSequence text) {
    String title = heading.replaceFirst("^#+ ?", "");
    return new Section(heading.length() - title.length(), title, text.toString());
  }
}
