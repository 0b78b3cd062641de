package dev.lethe.time;

import static dev.lethe.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  private final TestClock machine = new TestClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private final SteadyClock clock = new SteadyClock(machine, nanos::get);

  @Test
  void itTellsTheMachinesTime() {
    pass(Duration.ofSeconds(90));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void aJumpAheadIsFollowed() {
    machine.advance(Duration.ofHours(5));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5)));
    assertThat(clock.takeStepBack()).isFalse();
  }

  @Test
  void aSmallStepBackIsWaitedForAtHalfSpeedAndNeverGoesBack() {
    machine.advance(Duration.ofMinutes(-4));
    Instant last = clock.instant();
    assertThat(last).isEqualTo(START);

    for (int minute = 1; minute < 8; minute++) {
      pass(Duration.ofMinutes(1));
      Instant now = clock.instant();
      assertThat(Duration.between(last, now)).isEqualTo(Duration.ofSeconds(30));
      last = now;
    }
    pass(Duration.ofMinutes(1));

    assertThat(clock.instant()).isEqualTo(machine.instant()).isEqualTo(START.plusSeconds(240));
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(machine.instant());
    assertThat(clock.takeStepBack()).isFalse();
  }

  @Test
  void aLargeStepBackIsFollowedAndTold() {
    machine.advance(Duration.ofDays(-3_650));

    assertThat(clock.instant()).isEqualTo(machine.instant());
    assertThat(clock.takeStepBack()).isTrue();
    assertThat(clock.takeStepBack()).isFalse();
  }

  @Test
  void stepsThatAddUpAreFollowedOnceTheyAreTooMuch() {
    machine.advance(Duration.ofMinutes(-6));
    assertThat(clock.instant()).isEqualTo(START);
    machine.advance(Duration.ofMinutes(-6));

    assertThat(clock.instant()).isEqualTo(START.minus(Duration.ofMinutes(12)));
    assertThat(clock.takeStepBack()).isTrue();
  }

  private void pass(Duration time) {
    machine.advance(time);
    nanos.addAndGet(time.toNanos());
  }
}
