package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DoublesTest {

  @Property
  void itFindsWhatAMapFinds(
      @ForAll("subjects") List<Integer> subjects, @ForAll @IntRange(max = 5) int hashes) {
    Doubles doubles = new Doubles(10);
    Map<Integer, Integer> first = new HashMap<>();

    for (int row = 1; row <= subjects.size(); row++) {
      int subject = subjects.get(row - 1);
      int found =
          doubles.firstOrRemember(
              hash(subject, hashes), row, seen -> subjects.get(seen - 1) == subject);
      Integer expected = first.putIfAbsent(subject, row);
      assertThat(found).isEqualTo(expected == null ? 0 : expected);
    }
  }

  // From a few hashes that all subjects share, over tags that collide, to a hash for each.
  private static long hash(int subject, int hashes) {
    return switch (hashes) {
      case 0 -> 0L;
      case 1 -> -1L;
      case 2 -> (subject % 3) * 0x0000_0001_0000_0000L; // one tag, three places
      case 3 -> subject % 3; // one place, three tags
      case 4 -> subject * 0x9E37_79B9_7F4A_7C15L;
      default -> 0xFFFF_FFFF_0000_0000L | subject; // the last place, from where it wraps around
    };
  }

  @Provide
  Arbitrary<List<Integer>> subjects() {
    return Arbitraries.integers().between(0, 60).list().ofMaxSize(200);
  }

  @Test
  void moreRowsThanExpectedAreTakenAsWell() {
    Doubles doubles = new Doubles(0);
    int rows = 50_000;

    for (int row = 1; row <= rows; row++) {
      assertThat(remember(doubles, row, row)).isZero();
    }

    for (int row = 1; row <= rows; row += 7) {
      assertThat(remember(doubles, row, rows + row)).isEqualTo(row);
    }
  }

  @Test
  void aFileOfNothingButLineEndsIsNoReasonToTakeAllMemory() {
    Doubles doubles = new Doubles(1_000_000_000_000L);

    assertThat(remember(doubles, 1, 1)).isZero();
    assertThat(remember(doubles, 1, 2)).isEqualTo(1);
  }

  private static int remember(Doubles doubles, int subject, int row) {
    return doubles.firstOrRemember(subject * 0x9E37_79B9_7F4A_7C15L, row, seen -> seen == subject);
  }
}
