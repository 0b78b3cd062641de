package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.DueItem.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SqliteFateTest {

  @Property(tries = 300)
  void itemsAreTogetherIfAndOnlyIfAllThatIsWrittenOfThemIsTheSame(
      @ForAll("settlements") List<Settlement> settlements) {
    Map<Object, TreeSet<Long>> expected =
        settlements.stream()
            .collect(
                Collectors.groupingBy(
                    one ->
                        List.of(
                            ItemKey.requestNo(one.key()),
                            one.state(),
                            String.valueOf(one.due()),
                            String.valueOf(one.detail()),
                            String.valueOf(one.verdict()),
                            one.progress()),
                    Collectors.mapping(Settlement::key, Collectors.toCollection(TreeSet::new))));

    List<SqliteFate.Group> groups = SqliteFate.groups(settlements);

    assertThat(groups)
        .extracting(SqliteFate.Group::keys)
        .containsExactlyInAnyOrderElementsOf(expected.values().stream().map(List::copyOf).toList());
  }

  @Provide
  Arbitrary<List<Settlement>> settlements() {
    Arbitrary<Long> keys =
        Combinators.combine(
                Arbitraries.longs().between(1, 2), Arbitraries.integers().between(1, 30))
            .as(ItemKey::of);
    Arbitrary<Instant> due = Arbitraries.of(NOW, NOW.plusSeconds(1)).injectNull(0.5);
    Arbitrary<String> texts = Arbitraries.of("0", "70107").injectNull(0.3);
    Arbitrary<Integer> few = Arbitraries.of(0, 0, 0, 1);
    Arbitrary<Boolean> flag = Arbitraries.of(false, false, true);
    Arbitrary<Progress> progress =
        Combinators.combine(few, few, flag, flag, few, texts).as(Progress::new);
    return Combinators.combine(
            keys, Arbitraries.of(ItemState.DELETED, ItemState.PENDING), due, texts, texts, progress)
        .as(Settlement::new)
        .list()
        .ofMaxSize(40);
  }
}
