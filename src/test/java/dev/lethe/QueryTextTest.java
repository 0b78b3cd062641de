package dev.lethe;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTextTest {

  private final QueryText query = new QueryText();

  @ParameterizedTest
  @CsvSource({"a b, a%20b", "a+b, a%2Bb", "a&b=c, a%26b%3Dc", "云, %E4%BA%91", "a%20, a%2520"})
  void textIsPercentEncoded(String text, String encoded) {
    assertThat(query.encode(text)).isEqualTo(encoded);
  }

  @Property
  void nothingGetsOutOfItsPlaceInTheQuery(
      @ForAll @AlphaChars @CharRange(from = ' ', to = '~') String text) {
    assertThat(query.encode(text)).matches("[A-Za-z0-9.*_%-]*");
  }
}
