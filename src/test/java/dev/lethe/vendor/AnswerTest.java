package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

final class AnswerTest {

  @Test
  void codesMayBeTextOrNumbers() {
    Answer answer =
        Answer.read(
            Map.of(
                "call",
                0,
                "items",
                List.of(
                    Map.of("subject", "a", "code", 70107), Map.of("subject", "b", "code", "0"))));

    assertThat(answer).isEqualTo(new Answer("0", Map.of("a", "70107", "b", "0"), null));
  }

  @Test
  void aReplyMayNameNobodyAndGiveNoCode() {
    Map<String, Object> nulls = new HashMap<>();
    nulls.put("call", null);
    nulls.put("items", null);

    assertThat(Answer.read(Map.of())).isEqualTo(new Answer(null, Map.of(), null));
    assertThat(Answer.read(nulls)).isEqualTo(new Answer(null, Map.of(), null));
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("bodiesOfAnotherForm")
  void aBodyOfAnotherFormIsAnOddReply(Object body) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> Answer.read(body))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("odd-reply"));
  }

  static Stream<Object> bodiesOfAnotherForm() {
    return Stream.of(
        "text",
        List.of(),
        Map.of("items", "text"),
        Map.of("items", Map.of("subject", "a", "code", 0)),
        Map.of("call", List.of(0)),
        Map.of("call", true));
  }

  @Test
  void entriesThatCannotBeReadNameNobody() {
    List<Object> items =
        Arrays.asList(
            null,
            "a",
            List.of("a", 0),
            Map.of("code", 0),
            Map.of("subject", "a"),
            Map.of("subject", 7, "code", 0),
            Map.of("subject", "a", "code", true),
            Collections.singletonMap("subject", null),
            Map.of("subject", "b", "code", 0));

    Answer answer = Answer.read(Map.of("items", items));

    assertThat(answer.items()).isEqualTo(Map.of("b", "0"));
  }

  @Test
  void aSubjectThatIsNamedTwiceWithDifferentCodesIsNotUnderstood() {
    List<Object> items =
        List.of(
            Map.of("subject", "a", "code", 0),
            Map.of("subject", "a", "code", 70107),
            Map.of("subject", "a", "code", 0),
            Map.of("subject", "b", "code", 0),
            Map.of("subject", "b", "code", "0"));

    Answer answer = Answer.read(Map.of("items", items));

    assertThat(answer.items()).isEqualTo(Map.of("a", "odd-reply", "b", "0"));
  }

  @Test
  void aFailedCallKeepsItsCodeAndItsWait() {
    CallFailedException failure = new CallFailedException("http-429", Duration.ofSeconds(7));

    assertThat(Answer.failed(failure))
        .isEqualTo(new Answer("http-429", Map.of(), Duration.ofSeconds(7)));
    assertThat(failure).hasMessage("http-429");
  }

  private static final List<String> SENT = List.of("a", "b", "c");

  @Test
  void anItemIsKnownByItsSubjectAndElseByItsRow() {
    List<Object> items =
        List.of(
            Map.of("subject", "b", "code", "x"),
            Map.of("row", 1, "code", "y"),
            Map.of("subject", "a-stranger", "row", "3", "code", "z"));

    assertThat(Answer.read(Map.of("items", items), SENT).items())
        .isEqualTo(Map.of("a", "y", "b", "x", "c", "z"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowMayBeANumberOrText(Object row) {
    List<Object> items = List.of(Map.of("subject", "a", "row", row, "code", "x"));

    assertThat(Answer.read(Map.of("items", items), SENT).items())
        .isEqualTo(Map.of("a", "odd-reply", "b", "odd-reply"));
  }

  static Stream<Object> rows() {
    return Stream.of(2, 2L, "2");
  }

  @ParameterizedTest
  @MethodSource("rowsOfNobody")
  void aRowThatIsNobodysNamesNobody(Object row) {
    List<Object> items = List.of(Map.of("row", row, "code", "x"));

    assertThat(Answer.read(Map.of("items", items), SENT).items()).isEmpty();
  }

  static Stream<Object> rowsOfNobody() {
    return Stream.of(0, 4, -1, "", "x", 1.5, true, "99999999999");
  }

  @Test
  void countsBecomeTheCodeOfTheRestUnlessTheReplyHasOne() {
    assertThat(Answer.read(Map.of("counts", Map.of("done", 3)), SENT).rest()).isEqualTo("counted");
    assertThat(Answer.read(Map.of("counts", Map.of("done", 3), "rest", "ok"), SENT).rest())
        .isEqualTo("ok");
    assertThat(Answer.read(Map.of("counts", "none"), SENT).rest()).isNull();
  }

  @Test
  void aCodeOfMoreThanTwoHundredCharactersIsNone() {
    String most = "x".repeat(200);
    List<Object> items =
        List.of(Map.of("row", 1, "code", most), Map.of("row", 2, "code", most + 1));

    assertThat(Answer.read(Map.of("items", items), SENT).items().values())
        .containsExactlyInAnyOrder(most, "odd-reply");
    assertThat(Answer.read(Map.of("call", most), SENT).call()).isEqualTo(most);
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> Answer.read(Map.of("call", most + 1), SENT))
        .withMessage("odd-reply");
  }

  @Test
  void aFailedLoginIsNoAttempt() {
    assertThat(Answer.failed(new CallFailedException("20004").beforeSending()).sent()).isFalse();
    assertThat(Answer.failed(new CallFailedException("20004")).sent()).isTrue();
  }
}
