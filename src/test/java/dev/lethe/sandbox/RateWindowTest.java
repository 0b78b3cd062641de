package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateWindowTest {

  private static final long SECOND = 1_000_000_000L;

  private final RateWindow window = new RateWindow();

  @Test
  void soManyPassInAnySecond() {
    assertThat(window.allows(2, 0)).isTrue();
    assertThat(window.allows(2, SECOND / 2)).isTrue();
    assertThat(window.allows(2, SECOND - 1)).isFalse();
    assertThat(window.allows(2, SECOND)).isTrue();
    assertThat(window.allows(2, SECOND + 1)).isFalse();
    assertThat(window.allows(2, SECOND / 2 + SECOND)).isTrue();
  }

  @Test
  void withoutALimitAllPass() {
    for (int i = 0; i < 1000; i++) {
      assertThat(window.allows(0, 7)).isTrue();
    }
  }

  @Test
  void anotherLimitHoldsAtOnce() {
    assertThat(window.allows(1, -5)).isTrue();
    assertThat(window.allows(1, -4)).isFalse();
    assertThat(window.allows(3, -3)).isTrue();
    assertThat(window.allows(0, -2)).isTrue();
  }
}
