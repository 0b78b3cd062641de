package dev.lethe.time;

import static dev.lethe.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were to come up again at a time that a wrong clock noted. */
final class DueTimesTest {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final TestClock machine = new TestClock();
  private final SteadyClock clock = new SteadyClock(machine, () -> 0);
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void anEarlierProcessWithTheClockAheadKeepsNoRowWaiting() {
    rowDueAt(START.plus(Duration.ofDays(3_650)));

    try (DueTimes times = new DueTimes(ledger, clock, LONGEST)) {
      times.start();
    }

    assertThat(ledger.due("yunke", 9, clock.instant())).isZero();
    assertThat(ledger.due("yunke", 9, clock.instant().plus(LONGEST))).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackKeepsNoRowWaiting() {
    machine.advance(Duration.ofDays(400));
    rowDueAt(clock.instant().plusSeconds(60));
    DueTimes times = new DueTimes(ledger, clock, LONGEST);
    times.look();
    machine.advance(Duration.ofDays(-400));

    times.look();

    assertThat(clock.instant()).isEqualTo(START);
    assertThat(ledger.due("yunke", 9, START.plus(LONGEST))).isEqualTo(1);
    times.close();
  }

  @Test
  void aRowWhoseTimeIsRightKeepsIt() {
    rowDueAt(START.plusSeconds(200));
    DueTimes times = new DueTimes(ledger, clock, LONGEST);

    times.start();
    times.look();

    assertThat(ledger.due("yunke", 9, START.plusSeconds(199))).isZero();
    assertThat(ledger.due("yunke", 9, START.plusSeconds(200))).isEqualTo(1);
    times.close();
  }

  private void rowDueAt(Instant due) {
    RequestRecord request =
        ledger.begin(new NewRequest("r", "r.csv", "0f".repeat(32), clock.instant()));
    ledger.accept(
        request.no(), List.of(new NewItem(1, "yunke", "yunke", "somebody", null, null, 0)));
    ledger.release(request.no(), false, clock.instant());
    DueItem item = ledger.claim("yunke", 1, clock.instant()).get(0);
    Progress progress = new Progress(1, 1, false, false, 0, "timeout");
    ledger.settle(
        "b1",
        List.of(new Settlement(item.key(), ItemState.PENDING, due, null, "RETRY", progress)),
        clock.instant());
  }
}
