package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static final PrintStream NOWHERE =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

  @Test
  void columnsAreAlignedAlsoUnderChineseNames() {
    Table table = new Table("NAME", ">ROWS", "WHY").row("离职名单", 5, null).row("ab", 123, "x");

    assertThat(table.lines(screen(100, false)))
        .containsExactly("NAME      ROWS  WHY", "离职名单     5  -", "ab         123  x");
  }

  @Test
  void aLongLastColumnGoesOnBelowItselfAndNoLineIsWider() {
    String reason = "The vendor says that this account may not be deleted by anybody. ".repeat(4);
    List<String> lines = new Table("A", "WHY").row("1234567890", reason).lines(screen(80, false));

    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> Cells.width(line) <= 80);
    assertThat(lines.get(2)).startsWith(" ".repeat(12)).doesNotStartWith(" ".repeat(13));
    assertThat(String.join(" ", lines).replaceAll("\\s+", " ")).contains(reason.strip());
  }

  @Test
  void aWordWithoutBlanksIsCutRatherThanLost() {
    assertThat(Cells.wrap("x".repeat(45) + " y", 20))
        .containsExactly("x".repeat(20), "x".repeat(20), "xxxxx y");
    assertThat(Cells.wrap("离职离职", 5)).containsExactly("离职", "离职");
  }

  @Test
  void nothingInACellRulesTheTerminal() {
    assertThat(Cells.safe("a\u001b[2Jb\u202ec\u0000d\ne")).isEqualTo("a?[2Jb?c?d?e");
  }

  @Test
  void statesAreColouredOnlyOnATerminalWithoutNoColor() {
    Table table = new Table("STATE", "X").row("HALTED", "-");

    assertThat(table.lines(screen(80, true)).get(1)).isEqualTo("\u001b[31mHALTED\u001b[0m  -");
    assertThat(table.lines(screen(80, false)).get(1)).isEqualTo("HALTED  -");
    assertThat(of(true, Map.of()).colours()).isTrue();
    assertThat(of(true, Map.of("NO_COLOR", "1")).colours()).isFalse();
    assertThat(of(true, Map.of("TERM", "dumb")).colours()).isFalse();
    assertThat(of(false, Map.of()).colours()).isFalse();
  }

  @Test
  void theWidthIsThatOfTheTerminalWithinReason() {
    assertThat(of(true, Map.of("COLUMNS", "93")).width()).isEqualTo(93);
    assertThat(of(true, Map.of("COLUMNS", "40")).width()).isEqualTo(80);
    assertThat(of(true, Map.of("COLUMNS", "many")).width()).isEqualTo(120);
  }

  private static Screen of(boolean terminal, Map<String, String> environment) {
    return Screen.of(NOWHERE, NOWHERE, terminal, environment);
  }

  private static Screen screen(int width, boolean colours) {
    return new Screen(NOWHERE, NOWHERE, colours, colours, width, ZoneOffset.UTC);
  }
}
