package dev.lethe.operate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MasksTest {

  @ParameterizedTest
  @CsvSource({
    "13800001111, 1…1",
    "12345678, 1…8",
    "1234567, …",
    "a, …",
    "'', …",
    "😀bcdefg😀, 😀…😀"
  })
  void the_first_and_the_last_character_of_a_long_one_stay(String subject, String masked) {
    assertThat(Masks.of(subject)).isEqualTo(masked);
  }

  @Property
  void never_more_than_a_quarter_is_shown(@ForAll @StringLength(max = 40) String subject) {
    String masked = Masks.of(subject);

    int shown = masked.codePointCount(0, masked.length()) - 1;
    assertThat(shown * 4).isLessThanOrEqualTo(subject.codePointCount(0, subject.length()));
  }
}
