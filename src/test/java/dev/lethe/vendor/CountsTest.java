package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountsTest {

  @ParameterizedTest
  @CsvSource({
    "3, 0, 0, counted",
    "3, '', 0, counted-oddly",
    "3, , 0, counted",
    "3, 0, , counted",
    "0, 3, 0, counted-refused",
    "0, 3, , counted-refused",
    "0, 0, 3, counted-failed",
    "0, , 3, counted-failed",
    "2, 1, 0, counted-fewer",
    "2, 0, 1, counted-fewer",
    "0, 1, 2, counted-fewer",
    "0, 0, 0, counted-oddly",
    "2, 0, 0, counted-oddly",
    "4, 0, 0, counted-oddly",
    "3, 3, 0, counted-oddly",
    "-1, 4, 0, counted-oddly",
    ", 3, 0, counted-oddly",
    "x, 0, 0, counted-oddly",
    "3, x, 0, counted-oddly",
    "3.0, 0, 0, counted-oddly",
    "3, , , counted",
    "2, , , counted-fewer",
    "0, , , counted-none",
    "4, , , counted-more",
    ", , , counted-oddly",
    "x, , , counted-oddly",
    "-1, , , counted-oddly",
    "99999999999999999999, , , counted-oddly"
  })
  void threeItemsWereSent(
      @Nullable String done, @Nullable String refused, @Nullable String failed, String word) {
    assertThat(Counts.word(counts(done, refused, failed), 3)).isEqualTo(word);
  }

  @Property
  void numbersMayBeNumbersOrText(@ForAll @IntRange(max = 9) int done, @ForAll boolean all) {
    assertThat(Counts.word(counts(done, all ? 0 : null, null), 5))
        .isEqualTo(Counts.word(counts(String.valueOf(done), all ? "0" : null, null), 5));
  }

  @Property(tries = 3_000)
  void onlyCountsThatReachAllSayDeleted(
      @ForAll("counts") Object done,
      @ForAll("counts") Object refused,
      @ForAll("counts") Object failed,
      @ForAll @IntRange(min = 1, max = 5) int sent) {
    String word = Counts.word(counts(done, refused, failed), sent);

    assertThat(word)
        .isIn(
            "counted",
            "counted-refused",
            "counted-failed",
            "counted-fewer",
            "counted-none",
            "counted-more",
            "counted-oddly");
    if (word.equals("counted") || word.equals("counted-more")) {
      assertThat(Integer.parseInt(String.valueOf(done))).isGreaterThanOrEqualTo(sent);
    }
    if (word.equals("counted-refused")) {
      assertThat(String.valueOf(refused)).isEqualTo(String.valueOf(sent));
    }
  }

  @Provide
  Arbitrary<Object> counts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(-2, 7).map(n -> (Object) n),
            Arbitraries.integers().between(0, 7).map(String::valueOf),
            Arbitraries.of("", "x", "1.5", true))
        .injectNull(0.2);
  }

  private static Map<String, Object> counts(
      @Nullable Object done, @Nullable Object refused, @Nullable Object failed) {
    Map<String, Object> counts = new HashMap<>();
    if (done != null) {
      counts.put("done", done);
    }
    if (refused != null) {
      counts.put("refused", refused);
    }
    if (failed != null) {
      counts.put("failed", failed);
    }
    return counts;
  }
}
