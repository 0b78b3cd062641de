package dev.lethe.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} names tests that exist, and leaves no fault without one unmarked. */
final class FaultMatrixTest {
  private static final Path PAGE = Path.of("docs", "faults.md");
  private static final Path TESTS = Path.of("src", "test", "java");

  /** A class, or a class and a method of it, between backticks. */
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?`");

  @Test
  void every_test_that_the_page_names_exists() throws IOException {
    Matcher named = NAMED.matcher(Files.readString(PAGE));
    int found = 0;
    while (named.find()) {
      String source = source(named.group(1));
      if (named.group(2) != null) {
        assertThat(source)
            .as("a test %s in %s", named.group(2), named.group(1))
            .containsPattern("\\bvoid " + Pattern.quote(named.group(2)) + "\\(");
      }
      found++;
    }

    assertThat(found).isGreaterThan(50);
  }

  @Test
  void every_fault_names_a_test_or_says_that_it_is_open() throws IOException {
    List<String> faults =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
            .toList();

    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(
            fault -> {
              String[] cells = fault.split(" \\| ", -1);
              assertThat(cells).hasSize(3);
              assertThat(cells[2].contains("*open: ") || NAMED.matcher(cells[2]).find())
                  .as("a test for: %s", fault)
                  .isTrue();
            });
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<Path> found = files.filter(file -> file.endsWith(type + ".java")).toList();
      assertThat(found).as("a test class %s", type).hasSize(1);
      return Files.readString(found.get(0));
    }
  }
}
