package dev.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestIdTest {
  private static final String SHA =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leavers.csv|leavers-01234567",
        "a.b.csv|a.b-01234567",
        "离职名单.xlsx|离职名单-01234567",
        "plain|plain-01234567",
        ".hidden.csv|_hidden-01234567",
        ".csv|_csv-01234567",
        "a/b\\c:d*e?f\"g<h>i.csv|a_b_c_d_e_f_g_h_i-01234567",
        "50%;b.csv|50__b-01234567",
      })
  void joins_the_stem_and_the_hash(String name, String id) {
    assertThat(RequestId.of(name, SHA)).isEqualTo(id);
  }

  @Test
  void replaces_control_characters_and_half_surrogates() {
    assertThat(RequestId.of("a\nb\u0000c\ud800d|e.csv", SHA)).isEqualTo("a_b_c_d_e-01234567");
    assertThat(RequestId.of("", SHA)).isEqualTo("_-01234567");
  }

  @Test
  void cuts_a_long_stem_between_characters() {
    String chinese = RequestId.of("离".repeat(60) + ".csv", SHA);
    String emoji = RequestId.of("x" + "\ud83d\ude00".repeat(60), SHA);

    assertThat(chinese).isEqualTo("离".repeat(50) + "-01234567");
    assertThat(emoji).isEqualTo("x" + "\ud83d\ude00".repeat(37) + "-01234567");
    assertThat(emoji.getBytes(StandardCharsets.UTF_8)).hasSize(1 + 37 * 4 + 9);
  }
}
