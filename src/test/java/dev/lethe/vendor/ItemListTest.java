package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemListTest {
  private final ItemList list = new ItemList();

  @Test
  void aBodyHasAnObjectForEachSubjectInTheirOrder() {
    assertThat(list.body(List.of("b", "a"), "DeleteItem", "UserID"))
        .isEqualTo(Map.of("DeleteItem", List.of(Map.of("UserID", "b"), Map.of("UserID", "a"))));
  }

  @Test
  void aReplyGivesTheCodeOfTheCallAndOneForEachItem() {
    Map<String, Object> reply =
        Map.of("Error", 0, "Result", List.of(Map.of("Id", "a", "Code", 70107)));

    Answer answer = Answer.read(read(reply), List.of("a"));

    assertThat(answer.call()).isEqualTo("0");
    assertThat(answer.items()).isEqualTo(Map.of("a", "70107"));
  }

  @Test
  void whatIsMissingStaysMissing() {
    Answer answer = Answer.read(read(Map.of("Result", List.of(Map.of("Id", "a")))), List.of("a"));

    assertThat(answer.call()).isNull();
    assertThat(answer.items()).isEmpty();
    assertThat(Answer.read(read(Map.of("Error", 0)), List.of("a")).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotImported", "", "-", "1.0", "0x1", "１"})
  void aCodeThatIsNoWholeNumberIsOdd(String code) {
    Map<String, Object> reply =
        Map.of("Error", code, "Result", List.of(Map.of("Id", "a", "Code", code)));

    Answer answer = Answer.read(read(reply), List.of("a"));

    assertThat(answer.call()).isEqualTo("odd-reply");
    assertThat(answer.items()).isEqualTo(Map.of("a", "odd-reply"));
  }

  static List<Object> otherForms() {
    return Arrays.asList(
        null,
        "text",
        List.of(),
        Map.of("Result", "text"),
        Map.of("Result", Map.of()),
        Map.of("Result", List.of("a")));
  }

  @ParameterizedTest
  @MethodSource("otherForms")
  void anotherFormIsAnOddReply(Object reply) {
    assertThatThrownBy(() -> read(reply))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("odd-reply");
  }

  private Map<String, Object> read(Object reply) {
    return list.codes(reply, "Error", "Result", "Id", "Code");
  }
}
