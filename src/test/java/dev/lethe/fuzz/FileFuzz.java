package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lethe.fuzz.Drop.Expected;
import dev.lethe.fuzz.Drop.ExpectedRow;
import dev.lethe.fuzz.TakingIn.Taken;
import dev.lethe.request.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for every file: it is taken in row by row as it says, or it is refused with a sentence
 * for people, of which nothing is kept. Memory is bounded by what the test's Java has.
 */
final class FileFuzz implements AutoCloseable {
  /** Files take milliseconds; what takes this long hangs, whatever else the machine does. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private final Path home;
  private final TakingIn intake;

  FileFuzz() throws IOException {
    home = Files.createTempDirectory("file-fuzz");
    intake = new TakingIn(home);
  }

  /** Takes a file in; says whether it was taken or refused. */
  String check(Drop drop) {
    Taken taken = assertTimeoutPreemptively(MOST, () -> intake.take(drop));
    if (taken.reason() != null) {
      checkReason(taken.reason());
    }
    drop.expected().ifPresent(expected -> compare(expected, taken));
    return taken.reason() == null ? "taken" : "refused";
  }

  private static void checkReason(String reason) {
    assertThat(reason)
        .endsWith(".")
        .hasSizeBetween(30, 500)
        .doesNotContain(Cells.MARKERS)
        .doesNotContain("Exception", "java", "\n", "\t", "1380013");
  }

  private static void compare(Expected expected, Taken taken) {
    assertThat(taken.reason() != null)
        .as("refused: %s", taken.reason())
        .isEqualTo(expected.refused());
    if (taken.reason() == null) {
      List<ExpectedRow> rows = taken.rows().stream().map(FileFuzz::seen).toList();
      assertThat(rows).isEqualTo(expected.rows().stream().map(FileFuzz::comparable).toList());
    }
  }

  private static ExpectedRow seen(Row row) {
    String code = row.defect() == null ? "" : row.defect().code();
    String reference = Optional.ofNullable(row.reference()).orElse("");
    return comparable(new ExpectedRow(row.vendor(), row.subject(), reference, code));
  }

  private static ExpectedRow comparable(ExpectedRow row) {
    return row.code().isEmpty() ? row : ExpectedRow.defect(row.code());
  }

  @Override
  public void close() throws IOException, SQLException {
    intake.checkTotal();
    intake.close();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
