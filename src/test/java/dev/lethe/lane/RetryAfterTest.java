package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock stands at 2026-03-01T08:00:00Z, a Sunday. */
final class RetryAfterTest {

  private final RetryAfter waits = new RetryAfter(new TestClock());

  @ParameterizedTest
  @CsvSource({"0, 0", "120, 120", "' 7 ', 7", "999999999, 999999999"})
  void secondsAreSeconds(String header, long seconds) {
    assertThat(waits.read(header)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 01 Mar 2026 08:02:00 GMT",
        "Sunday, 01-Mar-26 08:02:00 GMT",
        "Sun Mar  1 08:02:00 2026"
      })
  void aDateMayHaveAnyFormOfTheStandard(String header) {
    assertThat(waits.read(header)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aDayOfTwoDigitsIsReadInTheFormOfC() {
    assertThat(waits.read("Tue Mar 10 08:00:00 2026")).isEqualTo(Duration.ofDays(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 01 Mar 2026 07:59:59 GMT",
        "Saturday, 28-Feb-26 08:00:00 GMT",
        "Sat Feb 28 08:00:00 2026"
      })
  void aDateThatIsPastIsNoWait(String header) {
    assertThat(waits.read(header)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "soon", "-5", "1.5", "0x10", "Sun, 01 Mar 2026", "99999999999999999999"})
  void anythingElseIsNothing(String header) {
    assertThat(waits.read(header)).isNull();
  }

  @Test
  void noHeaderIsNothing() {
    assertThat(waits.read(null)).isNull();
  }
}
