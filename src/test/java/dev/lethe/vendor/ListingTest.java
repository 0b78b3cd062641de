package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ListingTest {

  private static final CodeTable CODES =
      new CodeTable(List.of(), List.of(rule("0", Verdict.DELETED), rule("20005", Verdict.RELOGIN)));

  private final Listing listing = new Listing();

  @Test
  void aListOfSeveralPagesIsReadToItsEnd() {
    add(3, "a", "b");
    assertThat(listing.goesOn()).isTrue();
    assertThat(listing.page()).isEqualTo(1);
    add(3, "c");

    assertThat(listing.goesOn()).isFalse();
    assertThat(of("a", "c", "x"))
        .isEqualTo(Map.of("a", "listed", "c", "listed", "x", "not-listed"));
  }

  @Test
  void aListCanBeAskedForHashesOnly() {
    Listing hashed = new Listing(subject -> hash("key" + subject));
    hashed.add(Map.of("call", "0", "total", 1, "subjects", List.of("a")), CODES);

    assertThat(hashed.ofHashes(List.of(hash("keya"), hash("keyb"), hash("a"))).items())
        .isEqualTo(
            Map.of(hash("keya"), "listed", hash("keyb"), "not-listed", hash("a"), "not-listed"));
    assertThat(hashed.of(List.of("a", "b")).items())
        .isEqualTo(Map.of("a", "listed", "b", "not-listed"));
  }

  @Test
  void aMillionAccountsTakeAFewBytesEach() {
    Fingerprints million = new Fingerprints();
    for (int n = 0; n < 1_000_000; n++) {
      million.add(hash("person-" + n));
    }

    assertThat(million.size()).isEqualTo(1_000_000);
    assertThat(million.bytes()).isLessThanOrEqualTo(48_000_000);
    for (int n = 0; n < 1_000_000; n += 997) {
      assertThat(million.contains(hash("person-" + n))).isTrue();
      assertThat(million.contains(hash("other-" + n))).isFalse();
    }
  }

  private static String hash(String text) {
    return dev.lethe.evidence.Digests.of(text);
  }

  @Test
  void withoutATotalAnEmptyPageIsTheEnd() {
    add(null, "a");
    assertThat(listing.goesOn()).isTrue();
    add(null);

    assertThat(listing.goesOn()).isFalse();
    assertThat(of("a", "x")).isEqualTo(Map.of("a", "listed", "x", "not-listed"));
  }

  @Test
  void aTotalMayBeText() {
    add("1", "a");

    assertThat(listing.goesOn()).isFalse();
    assertThat(of("x")).containsEntry("x", "not-listed");
  }

  @Test
  void aTotalThatChangesTearsTheList() {
    add(3, "a", "b");
    add(2, "c");

    assertThat(listing.goesOn()).isFalse();
    assertThat(of("a", "x")).isEqualTo(Map.of("a", "listed", "x", "torn-list"));
  }

  @Test
  void fewerOrMoreThanTheTotalTearTheList() {
    add(3, "a", "b");
    add(3);
    assertThat(of("x")).containsEntry("x", "torn-list");

    Listing more = new Listing();
    more.add(page(0, 1, "a", "b"), CODES);
    assertThat(more.of(List.of("x")).items()).containsEntry("x", "torn-list");
  }

  @Test
  void aPageThatBringsNothingNewTearsTheListInsteadOfBeingReadForEver() {
    add(5, "a", "b");
    add(5, "a", "b");

    assertThat(listing.goesOn()).isFalse();
    assertThat(of("x")).containsEntry("x", "torn-list");
  }

  @Test
  void anEmptyListProvesAbsence() {
    add(0);

    assertThat(of("x")).containsEntry("x", "not-listed");
  }

  static List<Map<String, Object>> notAPage() {
    Map<String, Object> noName = new HashMap<>();
    noName.put("subjects", Arrays.asList("a", null));
    return List.of(
        Map.of(),
        Map.of("call", 0),
        Map.of("subjects", "a"),
        Map.of("subjects", Map.of()),
        Map.of("total", "many", "subjects", List.of()),
        Map.of("total", -1, "subjects", List.of()),
        Map.of("total", 1.5, "subjects", List.of("a")),
        Map.of("subjects", List.of(List.of("a"))),
        noName);
  }

  @ParameterizedTest
  @MethodSource("notAPage")
  void whatIsNoPageProvesNothing(Map<String, Object> body) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> listing.add(body, CODES))
        .withMessage("odd-reply");
  }

  @Test
  void aCallThatFailedFailsByItsCode() {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> listing.add(page(20005, 0), CODES))
        .withMessage("20005");
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> listing.add(List.of(), CODES))
        .withMessage("odd-reply");
  }

  @Property
  void whoWasOnAnyPageIsNeverSaidToBeAbsent(
      @ForAll("pages") List<List<String>> pages, @ForAll("totals") List<Integer> totals) {
    Listing any = new Listing();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < pages.size() && any.goesOn(); i++) {
      int total = totals.get(i);
      any.add(page(0, total < 0 ? null : total, pages.get(i).toArray(new String[0])), CODES);
      seen.addAll(pages.get(i));
    }

    Map<String, String> items = any.of(List.of("a", "b", "c", "d", "e")).items();

    assertThat(items).hasSize(5);
    items.forEach((name, word) -> assertThat(word.equals("listed")).isEqualTo(seen.contains(name)));
  }

  @Provide
  Arbitrary<List<List<String>>> pages() {
    return Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(3).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> totals() {
    return Arbitraries.integers().between(-1, 4).list().ofSize(4);
  }

  private void add(@Nullable Object total, String... subjects) {
    listing.add(page(0, total, subjects), CODES);
  }

  private Map<String, String> of(String... subjects) {
    return listing.of(List.of(subjects)).items();
  }

  private static Map<String, Object> page(int call, @Nullable Object total, String... subjects) {
    Map<String, Object> page = new HashMap<>();
    page.put("call", call);
    if (total != null) {
      page.put("total", total);
    }
    page.put("subjects", List.of(subjects));
    return page;
  }

  private static CodeRule rule(String code, Verdict verdict) {
    return new CodeRule(
        code,
        "Says so.",
        verdict,
        null,
        true,
        false,
        false,
        null,
        0,
        null,
        null,
        false,
        false,
        true,
        null);
  }
}
