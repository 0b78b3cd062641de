package dev.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FormulaGuardPropertiesTest {

  @Property(tries = 2000, seed = "42")
  void unguard_undoes_guard(@ForAll("cells") String cell) {
    assertThat(FormulaGuard.unguard(FormulaGuard.guard(cell))).isEqualTo(cell);
  }

  @Property(tries = 2000, seed = "42")
  void nothing_guarded_or_neutralised_starts_a_formula(@ForAll("cells") String cell) {
    assertThat(FormulaGuard.guard(cell)).doesNotMatch("(?s)[=+\\-@\\t\\r].*");
    assertThat(FormulaGuard.neutralise(cell)).doesNotMatch("(?s)[=+\\-@\\t\\r].*");
  }

  @Example
  void neutralise_adds_one_quote_and_never_a_second() {
    assertThat(FormulaGuard.neutralise("=1+1")).isEqualTo("'=1+1");
    assertThat(FormulaGuard.neutralise("'=1+1")).isEqualTo("'=1+1");
    assertThat(FormulaGuard.neutralise("plain")).isEqualTo("plain");
    assertThat(FormulaGuard.neutralise("")).isEmpty();
  }

  @Example
  void guard_leaves_ordinary_quotes_alone() {
    assertThat(FormulaGuard.guard("'tis")).isEqualTo("'tis");
    assertThat(FormulaGuard.guard("'-1")).isEqualTo("''-1");
    assertThat(FormulaGuard.unguard("'tis")).isEqualTo("'tis");
    assertThat(FormulaGuard.unguard("-1")).isEqualTo("-1");
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("'=+-@\t\ra").ofMaxLength(6), Arbitraries.strings());
  }
}
