package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.request.Rejection;
import dev.lethe.vendor.SubjectRule.Forbidden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectRuleTest {

  private static final SubjectRule LETTERS =
      new SubjectRule(
          8,
          Pattern.compile("[a-zé云]+"),
          "a word of small letters",
          List.of(new Forbidden(Pattern.compile("bot.*"), "robot", "This is a robot.")));
  private static final SubjectRule ANY =
      new SubjectRule(200, Pattern.compile("(?s).*"), "any text", List.of());

  @ParameterizedTest
  @ValueSource(strings = {"a", "abcdefgh", "é", "云云", "robot"})
  void aSoundSubjectPasses(String subject) {
    assertThat(LETTERS.check(subject)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "　"})
  void anEmptySubjectIsMissing(String subject) {
    assertThat(code(LETTERS, subject)).isEqualTo("missing-subject");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\n", "\ra", "a\u0000b", "a\u007fb", "a\u0085b", "a\u009fb"})
  void aControlCharacterIsToldApartFromABlank(String subject) {
    assertThat(code(ANY, subject)).isEqualTo("control-character");
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", "　a", "a\u00a0", "\u202fa", "a\u2028"})
  void aBlankAtAnEndIsRejectedWhateverKindOfBlank(String subject) {
    assertThat(code(ANY, subject)).isEqualTo("blank-at-end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00a", "\ud83d\ud83d"})
  void halfACharacterIsRejectedBecauseItWouldBeSentAsAnother(String subject) {
    assertThat(code(ANY, subject)).isEqualTo("broken-character");
  }

  @Test
  void aBlankInTheMiddleIsUpToTheVendorsPattern() {
    assertThat(ANY.check("a b")).isEmpty();
    assertThat(code(LETTERS, "a b")).isEqualTo("forbidden-character");
  }

  @Test
  void theLimitCountsBytesNotCharacters() {
    Rejection rejection = LETTERS.check("云云云").orElseThrow();

    assertThat(rejection.code()).isEqualTo("subject-too-long");
    assertThat(rejection.detail()).contains("9 bytes").contains("at most 8");
  }

  @Test
  void aForbiddenSubjectHasItsOwnReason() {
    Rejection rejection = LETTERS.check("botty").orElseThrow();

    assertThat(rejection).isEqualTo(new Rejection("robot", "This is a robot."));
  }

  @Test
  void aSubjectOfAnotherFormIsToldWhatFormIsRight() {
    Rejection rejection = LETTERS.check("ABC").orElseThrow();

    assertThat(rejection.code()).isEqualTo("forbidden-character");
    assertThat(rejection.detail())
        .isEqualTo("A subject at this vendor is a word of small letters.");
  }

  @Property
  void whatPassesHasNoControlCharacterAndNoBlankAtItsEnds(@ForAll("texts") String subject) {
    if (ANY.check(subject).isEmpty()) {
      assertThat(subject).isNotEmpty();
      assertThat(subject.codePoints()).noneMatch(Character::isISOControl);
      assertThat(isBlank(subject.codePointAt(0))).isFalse();
      assertThat(isBlank(subject.codePointBefore(subject.length()))).isFalse();
      assertThat(new String(subject.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(subject);
      assertThat(subject.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
    }
  }

  @Property
  void aReasonNeverRepeatsTheSubject(@ForAll("longTexts") String subject) {
    LETTERS.check(subject).ifPresent(why -> assertThat(why.detail()).doesNotContain(subject));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .withChars(" \t\n\u0085\u00a0\u2028\u3000ab云\ud83d\ude00".toCharArray())
        .ofMaxLength(80);
  }

  @Provide
  Arbitrary<String> longTexts() {
    return Arbitraries.strings().ascii().ofMinLength(6).ofMaxLength(20);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static String code(SubjectRule rule, String subject) {
    return rule.check(subject).orElseThrow().code();
  }
}
