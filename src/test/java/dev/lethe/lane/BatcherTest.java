package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BatcherTest {

  @Test
  void batchesAreFilledUpToTheVendorsLimit() {
    List<Batch> batches = batcher(100, true).batches(Batches.items(250), false);

    assertThat(batches).extracting(batch -> batch.items().size()).containsExactly(100, 100, 50);
    assertThat(batches).noneMatch(Batch::verify).noneMatch(Batch::probe);
    assertThat(batches.get(0).subjects()).startsWith("subject-1", "subject-2");
  }

  @Test
  void unknownItemsAreVerifiedInBatchesOfTheirOwn() {
    List<DueItem> items =
        List.of(item(1, "a", false), item(2, "b", true), item(3, "c", false), item(4, "d", true));

    List<Batch> batches = batcher(100, true).batches(items, false);

    assertThat(batches)
        .extracting(batch -> batch.verify() + " " + batch.subjects())
        .containsExactly("false [a, c]", "true [b, d]");
  }

  @Test
  void whereNothingCanBeVerifiedUnknownItemsAreSentAgain() {
    List<Batch> batches =
        batcher(100, false).batches(List.of(item(1, "a", false), item(2, "b", true)), false);

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).verify()).isFalse();
  }

  @Test
  void aVerificationProvesNothingOfAnItemThatIsHalfDeletedSoItIsSentAgain() {
    DueItem partial = new DueItem(1, "a", true, new Progress(1, 1, true, true, 0, "30006"));

    assertThat(batcher(100, true).batches(List.of(partial), false)).noneMatch(Batch::verify);
  }

  @Test
  void itemsOfAHalvedBatchGoOutInSmallerOnes() {
    List<DueItem> items =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                n ->
                    new DueItem(
                        n, "s" + n, false, new Progress(1, 0, false, false, n < 5 ? 2 : 0, null)))
            .toList();

    List<Batch> batches = batcher(100, true).batches(items, false);

    assertThat(batches)
        .extracting(Batch::subjects)
        .containsExactly(List.of("s1", "s2"), List.of("s3", "s4"), List.of("s5", "s6"));
  }

  @Test
  void aSubjectThatTwoRequestsNameIsNotTwiceInOneBatch() {
    List<Batch> batches =
        batcher(100, true)
            .batches(List.of(item(1, "a", false), item(2, "a", false), item(3, "b", false)), false);

    assertThat(batches)
        .extracting(Batch::subjects)
        .containsExactly(List.of("a", "b"), List.of("a"));
  }

  @Test
  void aProbeSaysThatItIsOne() {
    assertThat(batcher(100, true).batches(Batches.items(3), true)).allMatch(Batch::probe);
  }

  @Property
  void everyItemIsInExactlyOneBatchWithinAllLimits(
      @ForAll("items") List<DueItem> items, @ForAll @IntRange(min = 1, max = 7) int size) {
    List<Batch> batches = batcher(size, true).batches(items, false);

    assertThat(batches.stream().flatMap(batch -> batch.items().stream()))
        .containsExactlyInAnyOrderElementsOf(items);
    assertThat(batches).extracting(Batch::id).doesNotHaveDuplicates();
    for (Batch batch : batches) {
      assertThat(batch.items()).isNotEmpty().hasSizeLessThanOrEqualTo(size);
      assertThat(batch.subjects()).doesNotHaveDuplicates();
      for (DueItem item : batch.items()) {
        int most = item.progress().batchMost();
        assertThat(batch.verify() || most == 0 || batch.items().size() <= most).isTrue();
        assertThat(batch.verify()).isEqualTo(item.unknown());
      }
    }
  }

  @Provide
  Arbitrary<List<DueItem>> items() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d", "e", "f"),
            Arbitraries.of(true, false),
            Arbitraries.of(0, 1, 2, 3))
        .as((subject, unknown, most) -> new Sketch(subject, unknown, most))
        .list()
        .ofMaxSize(40)
        .map(
            sketches ->
                IntStream.range(0, sketches.size())
                    .mapToObj(i -> sketches.get(i).item(i + 1))
                    .toList());
  }

  private record Sketch(String subject, boolean unknown, int most) {
    DueItem item(int key) {
      return new DueItem(key, subject, unknown, new Progress(1, 1, true, false, most, null));
    }
  }

  @Test
  void aBatchEndsBeforeTheVendorsLimitOfCharacters() {
    List<DueItem> items =
        List.of(item(1, "aaaa", false), item(2, "bbbb", false), item(3, "c", false));

    assertThat(characters(9).batches(items, false))
        .extracting(Batch::subjects)
        .containsExactly(List.of("aaaa", "bbbb"), List.of("c"));
    assertThat(characters(8).batches(items, false))
        .extracting(Batch::subjects)
        .containsExactly(List.of("aaaa", "c"), List.of("bbbb"));
  }

  @Property
  void subjectsWithTheirCommasNeverExceedTheLimitAndNobodyIsLost(
      @ForAll @Size(max = 300) List<@IntRange(min = 1, max = 50) Integer> lengths) {
    List<DueItem> items =
        IntStream.range(0, lengths.size())
            .mapToObj(
                n ->
                    item(
                        n + 1L,
                        (n + "-" + "x".repeat(50)).substring(0, Math.max(5, lengths.get(n))),
                        false))
            .toList();

    List<Batch> batches = characters(4000).batches(items, false);

    assertThat(batches.stream().flatMap(batch -> batch.items().stream()))
        .containsExactlyInAnyOrderElementsOf(items);
    assertThat(batches)
        .allSatisfy(
            batch -> {
              assertThat(String.join(",", batch.subjects())).hasSizeLessThanOrEqualTo(4000);
              assertThat(batch.items()).hasSizeLessThanOrEqualTo(100);
            });
  }

  private static Batcher characters(int most) {
    AtomicInteger ids = new AtomicInteger();
    return new Batcher(
        new Vendor.BatchLimits(100, most, 100), () -> false, () -> "b-" + ids.incrementAndGet());
  }

  private static DueItem item(long key, String subject, boolean unknown) {
    return new DueItem(key, subject, unknown, Progress.NONE);
  }

  private static Batcher batcher(int size, boolean canVerify) {
    AtomicInteger ids = new AtomicInteger();
    return new Batcher(
        new Vendor.BatchLimits(size, 0, size), () -> canVerify, () -> "b-" + ids.incrementAndGet());
  }
}
