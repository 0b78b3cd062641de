package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LookupsTest {
  private static final CodeTable TABLE =
      new CodeTable(
          List.of(),
          List.of(
              rule("200", Verdict.DELETED),
              rule("listed", Verdict.PRESENT),
              rule("500", Verdict.RETRY)));

  @Test
  void eachLookUpIsItsOwnSubjects() {
    Lookups lookups = new Lookups(List.of("a", "b"));

    assertThat(lookups.next()).isEqualTo("a");
    lookups.add(Map.of("call", 200, "code", "listed"), TABLE);
    assertThat(lookups.next()).isEqualTo("b");
    lookups.add(Map.of("code", "not-listed"), TABLE);

    assertThat(lookups.goesOn()).isFalse();
    assertThat(lookups.answer().items()).isEqualTo(Map.of("a", "listed", "b", "not-listed"));
    assertThat(lookups.answer().call()).isNull();
  }

  @Test
  void aReplyWithoutACodeIsAnOddReplyOfThatSubject() {
    Lookups lookups = new Lookups(List.of("a"));

    lookups.add(Map.of("call", 200), TABLE);

    assertThat(lookups.answer().items()).isEqualTo(Map.of("a", "odd-reply"));
  }

  @Test
  void aCallThatDidNotGoWellIsNobodysAnswer() {
    Lookups lookups = new Lookups(List.of("a"));

    assertThatThrownBy(() -> lookups.add(Map.of("call", 500, "code", "not-listed"), TABLE))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("500");
    assertThatThrownBy(() -> lookups.add("not-listed", TABLE)).hasMessage("odd-reply");
    assertThat(lookups.next()).isEqualTo("a");
  }

  @Test
  void theAnswersBeforeAFailedLookUpHoldAndTheSubjectsAfterItWereNotAsked() {
    Lookups lookups = new Lookups(List.of("a", "b", "c", "d"));
    lookups.add(Map.of("code", "not-listed"), TABLE);

    Answer answer = lookups.brokenOffBy(new CallFailedException("500", Duration.ofSeconds(7)));

    assertThat(answer.call()).isEqualTo("500");
    assertThat(answer.items()).isEqualTo(Map.of("a", "not-listed"));
    assertThat(answer.unasked()).containsExactlyInAnyOrder("c", "d");
    assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(answer.sent()).isTrue();
  }

  @Test
  void aLoginThatFailsBetweenTwoLookUpsAskedNothing() {
    Lookups lookups = new Lookups(List.of("a", "b"));
    lookups.add(Map.of("code", "not-listed"), TABLE);

    Answer answer = lookups.brokenOffBy(new CallFailedException("500").beforeSending());

    assertThat(answer.sent()).isTrue();
    assertThat(answer.unasked()).containsExactly("b");
  }

  @Test
  void aLoginThatFailsBeforeTheFirstLookUpIsACallThatNeverWentOut() {
    Answer answer =
        new Lookups(List.of("a")).brokenOffBy(new CallFailedException("500").beforeSending());

    assertThat(answer.sent()).isFalse();
  }

  private static CodeRule rule(String code, Verdict verdict) {
    return new CodeRule(
        code, "A code.", verdict, null, true, false, false, null, 0, null, null, false, false, true,
        null);
  }
}
