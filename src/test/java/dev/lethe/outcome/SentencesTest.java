package dev.lethe.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.TestClock;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.OutcomeLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SentencesTest {

  @ParameterizedTest
  @EnumSource(ItemState.class)
  void everyOutcomeHasASentenceAndNothingElseHas(ItemState state) {
    OutcomeLine line = line(state, null, 0);

    if (state.isFinal()) {
      assertThat(Sentences.of(line)).matches("[A-Z].+\\.");
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> Sentences.of(line));
    }
  }

  @Test
  void aStoredSentenceWinsAndADoubleNamesItsFirstRow() {
    assertThat(Sentences.of(line(ItemState.REFUSED, "Says no.", 0))).isEqualTo("Says no.");
    assertThat(Sentences.of(line(ItemState.REFUSED, "Says no.", 7)))
        .isEqualTo("The same subject as row 7, sent once with it. Says no.");
  }

  private static OutcomeLine line(ItemState state, @Nullable String detail, int firstRow) {
    return new OutcomeLine(
        9, "tencent-im", "a", null, state, "0", detail, 1, TestClock.START, firstRow);
  }
}
