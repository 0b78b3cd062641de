package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of themselves, and what the documentation says of them. */
final class HelpTest {
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)(?: [^`]*)?`");

  private final CommandDesk desk = new CommandDesk(Map.of());

  static List<String> names() {
    return Commands.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCommandHasHelpWithItsExitCodesAndAnExample(String name) {
    assertThat(desk.run("help " + name)).isZero();

    assertThat(desk.out())
        .startsWith(name + ": ")
        .contains("Usage: java -jar target/lethe.jar " + name)
        .contains("Exit codes:")
        .containsPattern("Example:\n  \\S")
        .doesNotContain("@|");
    assertThat(desk.out().lines()).allMatch(line -> Cells.width(line) <= 120);
  }

  @Test
  void helpIsAskedForInTheCommandToo() {
    assertThat(desk.run("approve --help")).isZero();
    assertThat(desk.out()).startsWith("approve: lets a held request go on");
    assertThat(desk.run("help aprove")).isEqualTo(2);
    assertThat(desk.err()).contains("did you mean 'approve'?");
    assertThat(desk.run("--version")).isZero();
    assertThat(desk.out()).startsWith("Lethe ");
  }

  @Test
  void whatIsMistypedIsSuggested() {
    assertThat(Commands.nearest("aprove")).hasValue("approve");
    assertThat(Commands.nearest("stats")).hasValue("status");
    assertThat(Commands.nearest("delete-everybody")).isEmpty();
    assertThat(desk.run("approve r --by=ann --reson=x")).isEqualTo(2);
    assertThat(desk.err()).contains("--reason").contains("Nothing was done.");
  }

  @Test
  void theShellIsToldAllCommands() {
    assertThat(desk.run("generate-completion")).isZero();

    assertThat(desk.out()).contains("complete -F _complete_lethe").contains(Commands.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/operations.md"})
  void theDocumentationListsTheCommandsThatThereAre(String page) throws IOException {
    String text = Files.readString(Path.of(page));
    int begin = text.indexOf("\n## Commands\n");
    String section = text.substring(begin, text.indexOf("\n## ", begin + 5));

    TreeSet<String> named = new TreeSet<>();
    section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> NAME.matcher(line.split(" \\| ", 2)[0]).results())
        .forEach(found -> named.add(found.group(1)));

    assertThat(named).containsExactlyElementsOf(Commands.names());
  }
}
