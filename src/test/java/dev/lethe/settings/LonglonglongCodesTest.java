package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Verdict;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of Longlonglong's codes (docs.longlonglong.cn/api), and what its count says. */
final class LonglonglongCodesTest {

  private static final CodeTable CODES =
      VendorCodes.vendor(
              "longlonglong", "user-id=00000000-0000-0000-0000-000000000001", "token=a-token")
          .codes();

  static Stream<Published> published() {
    return Stream.concat(
        PublishedCodes.LONGLONGLONG.stream(), PublishedCodes.LONGLONGLONG_HTTP.stream());
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyKnownCodeHasItsRow(Published published) {
    VendorCodes.check(CODES, published);
  }

  @ParameterizedTest
  @CsvSource({
    "counted, DELETED",
    "counted-more, DELETED",
    "counted-fewer, UNKNOWN",
    "counted-none, UNKNOWN",
    "counted-oddly, UNKNOWN",
    "listed, PRESENT",
    "not-listed, ABSENT",
    "masked, UNKNOWN"
  })
  void everyWordOfTheEnginesHasARowOfItsOwn(String word, Verdict verdict) {
    VendorCodes.verdict(CODES, word, verdict);
  }

  @Test
  void moreThanWasSentAndNothingAtAllAreWarnedOf() {
    assertThat(CODES.rule("counted-more").warn()).isTrue();
    assertThat(CODES.rule("counted-none").warn()).isTrue();
    assertThat(CODES.rule("counted-none").mend()).contains("proxy");
    assertThat(CODES.rule("counted").warn()).isFalse();
  }

  @Test
  void aTaskThatRunsIsWaitedForMinutesNotSeconds() {
    CodeRule rule = CODES.rule("6007");

    assertThat(rule.pause()).isTrue();
    assertThat(rule.ran()).isFalse();
    assertThat(rule.pauseAtLeast()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void anUnknownCodeIsTriedTwiceAndThenDecided() {
    assertThat(CODES.rule("6008").ofItem(2)).isEqualTo(REFUSED);
    assertThat(CODES.rule("6008").ofCall(2)).isEqualTo(HALT);
  }
}
