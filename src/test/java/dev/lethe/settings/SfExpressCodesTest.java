package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.ABSENT;
import static dev.lethe.vendor.Verdict.DELETED;
import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.REFUSED;
import static dev.lethe.vendor.Verdict.RETRY;
import static dev.lethe.vendor.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SF's words and causes (showdoc.com.cn/1951633994234701/8867274397137385). */
final class SfExpressCodesTest {

  private static final CodeTable CODES =
      VendorCodes.vendor("sf-express", "company-id=201905140011898", "sk=a-key").codes();

  static Stream<Published> published() {
    return Stream.concat(PublishedCodes.SF.stream(), PublishedCodes.HTTP.stream());
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedCauseHasItsRow(Published published) {
    VendorCodes.check(CODES, published);
  }

  @Test
  void theWholeCallIsOkOrFail() {
    assertThat(CODES.rule("ok").ofCall(1)).isEqualTo(DELETED);
    assertThat(CODES.rule("ok").ofItem(1)).isEqualTo(DELETED);
    VendorCodes.verdict(CODES, "not-named", UNKNOWN);
    assertThat(CODES.rule("not-named").ran()).isTrue();
    CodeRule fail = CODES.rule("fail");
    assertThat(fail.ofCall(2)).isEqualTo(RETRY);
    assertThat(fail.ofCall(3)).isEqualTo(HALT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"用户账号不存在!", "用户账号不存在！", "不存在", "账号\n不存在", "系统中不存在该用户"})
  void whatIsNotThereIsAbsentHoweverSfWritesIt(String cause) {
    assertThat(CODES.rule(cause).verdict()).isEqualTo(ABSENT);
  }

  @Test
  void aCauseThatNobodyKnowsIsTriedTwiceAndThenDecided() {
    for (String cause : new String[] {"nobody knows", ""}) {
      CodeRule rule = CODES.rule(cause);
      assertThat(rule.ofItem(1)).isEqualTo(RETRY);
      assertThat(rule.ofItem(2)).isEqualTo(REFUSED);
      assertThat(rule.ofCall(2)).isEqualTo(HALT);
    }
  }
}
