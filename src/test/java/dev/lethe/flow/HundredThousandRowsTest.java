package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 rows, good, absent, malformed and doubled ones mixed: every row right and in order, the
 * books balanced at every look, while some calls and some accounts fail at first.
 */
class HundredThousandRowsTest {
  private static final int ROWS = 100_000;

  @Test
  void every_row_is_right_in_order_and_the_books_balance(@TempDir Path home) throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      lethe
          .tencent()
          .faults()
          .set(
              FaultPlan.of(
                      Fault.itemCode("70500", "user-11", "user-50011", "user-99911").times(1),
                      Fault.httpStatus(429).probability(0.01),
                      Fault.topLevelCode("60011").probability(0.01))
                  .withSeed(7));
      AtomicBoolean balanced = new AtomicBoolean(true);
      AtomicBoolean done = new AtomicBoolean();
      List<Long> looks = new ArrayList<>();
      Thread auditor = new Thread(() -> audit(lethe, balanced, done, looks), "auditor");
      auditor.start();

      lethe.drop("mixed.csv", file());
      List<NamedCsvRecord> rows = lethe.outcomes("mixed");
      done.set(true);
      auditor.join();

      assertThat(rows).hasSize(ROWS);
      for (int row = 1; row <= ROWS; row++) {
        check(row, rows.get(row - 1));
      }
      assertThat(balanced).isTrue();
      assertThat(looks).hasSizeGreaterThan(3);
      assertThat(lethe.balance("mixed").holds()).isTrue();
      assertThat(lethe.tencent().calls().violations()).isEmpty();
      assertThat(lethe.deadLetter("mixed")).hasSize(ROWS / 10);
    }
  }

  private static void audit(
      RunningLethe lethe, AtomicBoolean balanced, AtomicBoolean done, List<Long> looks) {
    while (!done.get()) {
      for (RequestRecord request : lethe.ledger().requests(1)) {
        Balance balance = lethe.ledger().balance(request.no());
        if (!balance.holds()) {
          balanced.set(false);
        }
        if (request.state() == RequestState.OPEN) {
          looks.add(balance.open());
        }
      }
    }
  }

  /**
   * Of ten rows one is absent, one malformed, one a double of the first of the ten, seven are good.
   */
  private static String file() {
    StringBuilder csv = new StringBuilder("vendor,subject,reference\n");
    for (int row = 1; row <= ROWS; row++) {
      csv.append("tencent-im,").append(subject(row)).append(",ref-").append(row).append('\n');
    }
    return csv.toString();
  }

  private static String subject(int row) {
    return switch (row % 10) {
      case 2 -> "absent-" + row;
      case 3 -> row % 20 == 3 ? "" : "has-forbidden-é-" + row;
      case 4 -> "user-" + (row - 3);
      default -> "user-" + row;
    };
  }

  private static void check(int row, NamedCsvRecord line) {
    assertThat(line.getField("row")).isEqualTo(Integer.toString(row));
    assertThat(line.getField("subject")).isEqualTo(subject(row));
    String expected =
        switch (row % 10) {
          case 2 -> "ALREADY_ABSENT";
          case 3 -> "REJECTED";
          default -> "DELETED";
        };
    assertThat(line.getField("outcome")).as("row %d: %s", row, line).isEqualTo(expected);
    if (row % 10 == 4) {
      assertThat(line.getField("detail")).contains("row " + (row - 3));
    }
  }
}
