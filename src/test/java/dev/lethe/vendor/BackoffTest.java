package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final Backoff PROBE = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

  @Test
  void waitsDoubleUpToTheLongest() {
    assertThat(PROBE.after(1)).hasSeconds(10);
    assertThat(PROBE.after(2)).hasSeconds(20);
    assertThat(PROBE.after(5)).hasSeconds(160);
    assertThat(PROBE.after(6)).hasSeconds(300);
    assertThat(PROBE.after(Integer.MAX_VALUE)).hasSeconds(300);
  }

  @Test
  void jitterTakesAtMostHalfOfAWaitAway() {
    assertThat(PROBE.after(2, 0)).hasSeconds(10);
    assertThat(PROBE.after(2, 1)).hasSeconds(20);
  }

  @Property
  void aWaitIsNeverAboveTheLongestNorBelowHalfTheFirst(
      @ForAll @LongRange(min = 1, max = 3_600_000) long initial,
      @ForAll @LongRange(min = 0, max = 86_400_000) long more,
      @ForAll @IntRange(min = 0, max = 1_000) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Backoff backoff = new Backoff(Duration.ofMillis(initial), Duration.ofMillis(initial + more));

    Duration wait = backoff.after(failures, random);

    assertThat(wait).isBetween(Duration.ofMillis(initial).dividedBy(2), backoff.max());
    assertThat(backoff.after(failures)).isBetween(backoff.initial(), backoff.max());
  }

  @Property
  void waitsNeverGetShorter(
      @ForAll @LongRange(min = 1, max = 3_600_000) long initial,
      @ForAll @LongRange(min = 0, max = 86_400_000) long more,
      @ForAll @IntRange(min = 1, max = 100) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Backoff backoff = new Backoff(Duration.ofMillis(initial), Duration.ofMillis(initial + more));

    assertThat(backoff.after(failures + 1)).isGreaterThanOrEqualTo(backoff.after(failures));
    assertThat(backoff.after(failures + 1, random))
        .isGreaterThanOrEqualTo(backoff.after(failures, random));
  }

  @Test
  void waitsThatCannotBeAreRefused() {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second.negated(), second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(second, Duration.ofMillis(999)));
  }
}
