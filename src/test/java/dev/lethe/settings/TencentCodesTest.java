package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.ABSENT;
import static dev.lethe.vendor.Verdict.DELETED;
import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.PRESENT;
import static dev.lethe.vendor.Verdict.REFUSED;
import static dev.lethe.vendor.Verdict.RELOGIN;
import static dev.lethe.vendor.Verdict.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The codes of Tencent's published tables (cloud.tencent.com/document/product/269/1671 and
 * 679/131708) against what the delivered settings make of them.
 */
final class TencentCodesTest {

  private static final CodeTable CODES = BoundSettings.tencentIm().codes();

  private record Expected(Verdict ofItem, Verdict ofCall, List<String> codes) {}

  private static Expected all(Verdict verdict, String... codes) {
    return new Expected(verdict, verdict, Arrays.asList(codes));
  }

  private static final List<Expected> TABLE =
      List.of(
          all(DELETED, "0"),
          all(ABSENT, "70107"),
          // The clean-up may have stopped half-way.
          all(RETRY, "30006", "30007", "30008", "40006"),
          all(RETRY, "70169", "70202", "70500"),
          all(RETRY, "60007", "60011", "60018", "60019"),
          all(RETRY, "60008", "60013", "60014"),
          all(RETRY, "70050"),
          all(RELOGIN, "70001", "70052", "70003", "60004", "60005"),
          all(HALT, "70009", "70013", "70014", "70016", "70020"),
          all(HALT, "60002", "60003", "60006", "60012", "60009", "60010", "70403"),
          all(HALT, "60016", "60017", "60020", "60021", "70206", "71000"),
          // Of a whole call: one of its ids is no good, so it is halved.
          all(REFUSED, "60015", "70402"),
          new Expected(REFUSED, HALT, List.of("70051", "70114")),
          // Answers to other calls.
          all(HALT, "70398", "70399", "72001"),
          all(ABSENT, "NotImported"),
          all(PRESENT, "Imported"));

  static Stream<Expected> table() {
    return TABLE.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyPublishedCodeHasItsRow(Expected expected) {
    for (String code : expected.codes()) {
      CodeRule rule = CODES.rule(code);

      assertThat(rule.code()).isEqualTo(code);
      assertThat(rule.ofItem(1)).as(code).isEqualTo(expected.ofItem());
      assertThat(rule.ofCall(1)).as(code).isEqualTo(expected.ofCall());
      assertThat(rule.means()).as(code).endsWith(".");
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void whatStopsTheLaneSaysWhatToMend(Expected expected) {
    if (expected.ofCall() == HALT || expected.ofCall() == RELOGIN) {
      assertThat(expected.codes())
          .allSatisfy(code -> assertThat(CODES.rule(code).mend()).isNotNull());
    }
  }

  @Test
  void onlyWhatMayHaveStoppedHalfWayIsPartial() {
    List<String> partial = List.of("30006", "30007", "30008", "40006");

    assertThat(TABLE.stream().flatMap(expected -> expected.codes().stream()))
        .allSatisfy(
            code -> assertThat(CODES.rule(code).partial()).isEqualTo(partial.contains(code)));
  }

  @Test
  void onlyFrequencyLimitsSlowTheLaneDown() {
    List<String> limits = List.of("60007", "60011", "60018", "60019", "70050");

    assertThat(TABLE.stream().flatMap(expected -> expected.codes().stream()))
        .allSatisfy(code -> assertThat(CODES.rule(code).pause()).isEqualTo(limits.contains(code)));
    assertThat(limits).allSatisfy(code -> assertThat(CODES.rule(code).ran()).isFalse());
  }

  @Test
  void tooManyFailedSignaturesWaitAMinuteAndTheThirdTimeHaltTheLane() {
    CodeRule rule = CODES.rule("70050");

    assertThat(rule.pauseAtLeast()).isEqualTo(Duration.ofSeconds(60));
    assertThat(rule.ofCall(2)).isEqualTo(RETRY);
    assertThat(rule.ofCall(3)).isEqualTo(HALT);
    assertThat(rule.ofItem(3)).isEqualTo(RETRY);
  }

  @Test
  void aCodeThatIsNotListedIsTriedTwiceAndThenDecided() {
    CodeRule rule = CODES.rule("79999");

    assertThat(rule.code()).isEqualTo("*");
    assertThat(rule.ofItem(1)).isEqualTo(RETRY);
    assertThat(rule.ofItem(2)).isEqualTo(REFUSED);
    assertThat(rule.ofCall(1)).isEqualTo(RETRY);
    assertThat(rule.ofCall(2)).isEqualTo(HALT);
    assertThat(rule.ran()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect-failed",
        "tls-failed",
        "timeout",
        "connection-lost",
        "empty-reply",
        "not-json",
        "too-large",
        "odd-reply",
        "no-answer",
        "internal-error",
        "login-failed"
      })
  void theEnginesOwnWordsAreNeverTakenForAnUnlistedCodeOfTheVendors(String code) {
    assertThat(CODES.rule(code).code()).isEqualTo(code);
  }

  @Test
  void whatHappensToAnyHttpCallIsKnownToo() {
    assertThat(CODES.rule("http-500").verdict()).isEqualTo(RETRY);
    assertThat(CODES.rule("http-502").verdict()).isEqualTo(RETRY);
    assertThat(CODES.rule("http-503").pause()).isTrue();
    assertThat(CODES.rule("http-429").pause()).isTrue();
    assertThat(CODES.rule("http-403").verdict()).isEqualTo(HALT);
    assertThat(CODES.rule("http-302").verdict()).isEqualTo(HALT);
    assertThat(CODES.rule("timeout").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(CODES.rule("timeout").ran()).isTrue();
    assertThat(CODES.rule("connect-failed").ran()).isFalse();
    assertThat(CODES.rule("no-answer").verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
