package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottleTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 2020",
    "1, 1, 1010",
    "2.5, 1, 404",
    "20, 1, 51",
    "100, 5, 51",
    "2000, 100, 51"
  })
  void aRateBecomesCallsInAPeriod(double rate, long calls, long periodMillis) {
    assertThat(Throttle.of(rate)).isEqualTo(new Throttle(calls, periodMillis));
  }

  @Property
  void overTimeNoMoreGoesOutThanTheRate(@ForAll @DoubleRange(min = 0.01, max = 5_000) double rate) {
    Throttle throttle = Throttle.of(rate);

    assertThat(throttle.calls()).isPositive();
    assertThat(throttle.calls() * 1000.0 / throttle.periodMillis()).isBetween(rate * 0.97, rate);
  }
}
