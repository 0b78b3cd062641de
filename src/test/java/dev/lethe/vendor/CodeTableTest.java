package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodeTableTest {

  private static final CodeTable TABLE =
      new CodeTable(
          List.of(
              rule("http-5xx", Verdict.RETRY),
              rule("http-503", Verdict.HALT),
              rule("timeout", Verdict.UNKNOWN),
              rule("0", Verdict.UNKNOWN)),
          List.of(
              rule("0", Verdict.DELETED),
              rule("70107", Verdict.ABSENT),
              rule("*", Verdict.REFUSED)));

  @ParameterizedTest
  @CsvSource({
    "0, DELETED", // the vendor's row wins over the engine's
    "70107, ABSENT",
    "timeout, UNKNOWN",
    "http-503, HALT", // the code itself before its family
    "http-500, RETRY",
    "http-599, RETRY",
    "http-404, REFUSED", // no row for its family
    "http-, REFUSED",
    "5, REFUSED",
    "'', REFUSED",
    "00, REFUSED", // codes are text
    "*, REFUSED"
  })
  void theMostExactRowHolds(String code, Verdict verdict) {
    assertThat(TABLE.rule(code).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "70107, 70107",
    "timeout, timeout",
    "http-404, http-404",
    "-1, -1",
    "4711, 4711",
    "13800138000, *: a text of 11 characters",
    "zhang san, *: a text of 9 characters",
  })
  void aTextThatNoRowNamesIsNotRepeated(String code, String spoken) {
    assertThat(TABLE.spoken(code)).isEqualTo(spoken);
  }

  @Test
  void withoutAStarAnUnlistedCodeIsUnknown() {
    CodeTable table = new CodeTable(List.of(), List.of());

    CodeRule rule = table.rule("4711");

    assertThat(rule.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(rule.ofCall(1)).isEqualTo(Verdict.UNKNOWN);
    assertThat(rule.ran()).isTrue();
  }

  @Test
  void whatACodeSaysOfACallMayDifferFromWhatItSaysOfAnItem() {
    CodeRule rule = rule("70051", Verdict.REFUSED, Verdict.HALT, 0, null, null);

    assertThat(rule.ofItem(1)).isEqualTo(Verdict.REFUSED);
    assertThat(rule.ofCall(1)).isEqualTo(Verdict.HALT);
  }

  @Test
  void afterItsTriesAnItemGetsAnotherVerdict() {
    CodeRule rule = rule("*", Verdict.RETRY, null, 2, Verdict.REFUSED, Verdict.HALT);

    assertThat(rule.ofItem(1)).isEqualTo(Verdict.RETRY);
    assertThat(rule.ofItem(2)).isEqualTo(Verdict.REFUSED);
    assertThat(rule.ofItem(9)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void afterItsTriesInARowACallGetsAnotherVerdict() {
    CodeRule rule = rule("70050", Verdict.RETRY, Verdict.UNKNOWN, 3, null, Verdict.HALT);

    assertThat(rule.ofCall(2)).isEqualTo(Verdict.UNKNOWN);
    assertThat(rule.ofCall(3)).isEqualTo(Verdict.HALT);
    assertThat(rule.ofItem(3)).isEqualTo(Verdict.RETRY);
  }

  @Test
  void aCodeMayConcernTheLaneByItsVerdictOrByWhatItsTriesEndIn() {
    assertThat(rule("0", Verdict.DELETED).mayConcernLane()).isFalse();
    assertThat(rule("9", Verdict.RETRY, Verdict.HALT, 2, Verdict.REFUSED, null).mayConcernLane())
        .isFalse();
    assertThat(rule("1", Verdict.RELOGIN).mayConcernLane()).isTrue();
    assertThat(rule("2", Verdict.RETRY, null, 2, Verdict.HALT, null).mayConcernLane()).isTrue();
  }

  @Test
  void triesThatLeadNowhereAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule("70050", Verdict.RETRY, null, 3, null, null))
        .withMessageContaining("70050")
        .withMessageContaining("call-then");
  }

  @ParameterizedTest
  @CsvSource({
    "用户账号不存在!, ABSENT",
    "用户账号不存在！, ABSENT",
    "不存在, ABSENT",
    "系统中不存在, ABSENT", // the first pattern that fits
    "系统忙, RETRY",
    "6101, HALT",
    "x 6199 y, HALT",
    "610, REFUSED",
    "http-500, UNKNOWN", // the engine's rows of families after patterns
    "(系统, RETRY",
    "存在, REFUSED"
  })
  void aStarStandsForAnyTextAndAQuestionMarkForOneCharacter(String code, Verdict verdict) {
    CodeTable table =
        new CodeTable(
            List.of(rule("http-5xx", Verdict.UNKNOWN)),
            List.of(
                rule("*", Verdict.REFUSED),
                rule("*不存在*", Verdict.ABSENT),
                rule("*系统*", Verdict.RETRY),
                rule("*61??*", Verdict.HALT)));

    assertThat(table.rule(code).verdict()).isEqualTo(verdict);
  }

  private static CodeRule rule(String code, Verdict verdict) {
    return rule(code, verdict, null, 0, null, null);
  }

  private static CodeRule rule(
      String code,
      Verdict verdict,
      @Nullable Verdict call,
      int tries,
      @Nullable Verdict then,
      @Nullable Verdict callThen) {
    return new CodeRule(
        code,
        "Says so.",
        verdict,
        call,
        true,
        false,
        false,
        null,
        tries,
        then,
        callThen,
        false,
        false,
        true,
        null);
  }
}
