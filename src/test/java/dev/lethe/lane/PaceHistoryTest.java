package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceHistoryTest {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final TestClock clock = new TestClock();
  private final PaceHistory history = new PaceHistory(clock);

  @Test
  void calls_are_counted_in_the_period_in_which_they_left() {
    history.called();
    history.called();
    clock.advance(PERIOD);
    history.called();
    clock.advance(PERIOD.multipliedBy(2));

    List<Long> calls = history.calls();

    assertThat(calls).hasSize(PaceHistory.PERIODS);
    assertThat(calls.subList(PaceHistory.PERIODS - 4, PaceHistory.PERIODS))
        .containsExactly(2L, 1L, 0L, 0L);
  }

  @Test
  void what_is_older_than_five_minutes_is_forgotten() {
    history.called();

    clock.advance(PERIOD.multipliedBy(PaceHistory.PERIODS - 1));
    assertThat(history.calls().get(0)).isEqualTo(1);
    clock.advance(PERIOD);

    assertThat(history.calls()).containsOnly(0L);
  }

  @Test
  void a_long_silence_leaves_nothing_behind() {
    history.called();
    clock.advance(Duration.ofDays(400));
    history.called();

    assertThat(history.calls().stream().mapToLong(n -> n).sum()).isEqualTo(1);
  }
}
