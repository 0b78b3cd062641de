package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a row costs, counted instead of timed, so that it fails on a blow-up and not on a slow
 * machine. The bounds are some twice of what was measured when they were set; whoever makes a row
 * cheaper may lower them. How long a row takes is measured by {@code bench/run}.
 */
class FlowCostTest {
  private static final int ROWS = 10_000;

  /** Measured: 0.0111: one for each batch of 100, one for each chunk of 1,000, and the file's. */
  private static final double MOST_EXCHANGES = 0.025;

  /**
   * Measured: 0.08 on an idle machine and 0.17 on a busy one, since looks by the clock that find
   * nothing are among them. A statement of its own for each row would make it more than 1.
   */
  private static final double MOST_STATEMENTS = 0.5;

  /** Measured: 4,420. */
  private static final double MOST_BYTES = 9_000;

  @Test
  void a_row_of_a_big_file_costs_few_exchanges_statements_and_bytes(@TempDir Path home)
      throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home, onlyTencent());
        FlowCost cost = new FlowCost(lethe.camel())) {
      send(lethe, "warm-up", 1, 2_000);

      FlowCost.Count before = cost.now();
      send(lethe, "counted", 2_001, ROWS);
      FlowCost.Count spent = cost.now().since(before);

      assertThat(spent.exchanges() / (double) ROWS)
          .as("exchanges a row: one for each batch and each chunk, not for each row")
          .isPositive()
          .isLessThan(MOST_EXCHANGES);
      assertThat(spent.statements() / (double) ROWS)
          .as("SQL statements a row: a few for each chunk and each batch")
          .isPositive()
          .isLessThan(MOST_STATEMENTS);
      assertThat(spent.allBytes() / (double) ROWS)
          .as("bytes allocated a row")
          .isPositive()
          .isLessThan(MOST_BYTES);
    }
  }

  /** A vendor that is not there has a lane all the same, which looks for rows by the clock. */
  private static String[] onlyTencent() {
    return Stream.of("yunke", "digelao", "sf-express", "longlonglong")
        .map(vendor -> "--lethe.vendors." + vendor + ".enabled=false")
        .toArray(String[]::new);
  }

  private static void send(RunningLethe lethe, String name, int first, int rows)
      throws IOException {
    lethe.drop(
        name + ".csv",
        IntStream.range(first, first + rows)
            .mapToObj(row -> "tencent-im,user-" + row + "\n")
            .collect(Collectors.joining("", "vendor,subject\n", "")));
    assertThat(lethe.receipt(name).at("/counts/tencent-im/DELETED").asInt()).isEqualTo(rows);
  }
}
