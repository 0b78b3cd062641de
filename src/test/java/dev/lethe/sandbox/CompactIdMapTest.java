package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class CompactIdMapTest {

  private final CompactIdMap map = new CompactIdMap();

  @Property(tries = 20)
  void isAMapFromIdsToSmallNumbers(
      @ForAll @Size(max = 3000) List<@IntRange(max = 2000) Integer> ids) {
    CompactIdMap compact = new CompactIdMap();
    Map<String, Integer> model = new HashMap<>();

    for (int id : ids) {
      String text = "u" + id;
      boolean set = id % 3 == 0;
      int expected = model.getOrDefault(text, 0);
      model.put(text, set ? 2 : Math.min(expected + 1, CompactIdMap.MOST));
      assertThat(set ? compact.put(text, 2) : compact.increment(text)).isEqualTo(expected);
    }

    model.forEach((id, number) -> assertThat(compact.get(id)).isEqualTo(number));
    assertThat(compact.count(number -> true)).isEqualTo(model.size());
  }

  @Test
  void aMillionIdsAreKeptApart() {
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(map.put("user_" + i, 1)).isZero();
    }

    assertThat(map.count(number -> number == 1)).isEqualTo(1_000_000);
    assertThat(map.get("user_1000000")).isZero();
  }

  @Test
  void ofManyThreadsEachAdditionCounts() {
    IntStream.range(0, 100_000).parallel().forEach(i -> map.increment("u" + i % 1000));

    assertThat(map.count(number -> number == 100)).isEqualTo(1000);
    assertThat(map.largest()).isEqualTo(100);
  }

  @Test
  void countingStopsAtTheMost() {
    for (int i = 0; i < 300; i++) {
      map.increment("anna");
    }

    assertThat(map.get("anna")).isEqualTo(CompactIdMap.MOST);
  }
}
