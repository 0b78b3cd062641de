package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.REFUSED;
import static dev.lethe.vendor.Verdict.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The error table of the platform behind Yunke and Digelao
 * (showdoc-server.cdn.dfyun.com.cn/yunkeai/11558401978327546) and what its counts say.
 */
final class YunkeCodesTest {

  private static final Vendor YUNKE = tenant("yunke");
  private static final Vendor DIGELAO = tenant("digelao");
  private static final CodeTable CODES = YUNKE.codes();

  static Stream<Published> published() {
    return Stream.concat(PublishedCodes.YUNKE.stream(), PublishedCodes.HTTP.stream());
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedCodeHasItsRow(Published published) {
    VendorCodes.check(CODES, published);
  }

  @ParameterizedTest
  @MethodSource("published")
  void digelaoHasTheSameTable(Published published) {
    assertThat(DIGELAO.codes().rule(published.code())).isEqualTo(CODES.rule(published.code()));
  }

  @ParameterizedTest
  @CsvSource({
    "counted, DELETED",
    "counted-refused, REFUSED",
    "counted-failed, UNKNOWN",
    "counted-fewer, UNKNOWN",
    "counted-none, UNKNOWN",
    "counted-more, UNKNOWN",
    "counted-oddly, UNKNOWN",
    "listed, PRESENT",
    "not-listed, ABSENT",
    "torn-list, UNKNOWN"
  })
  void everyWordOfTheEnginesHasARowOfItsOwn(String word, Verdict verdict) {
    VendorCodes.verdict(CODES, word, verdict);
    VendorCodes.verdict(DIGELAO.codes(), word, verdict);
    assertThat(CODES.rule(word).singly())
        .isEqualTo(verdict == Verdict.UNKNOWN && !word.equals("torn-list"));
  }

  @Test
  void anUnlistedCodeIsTriedTwiceAndThenDecided() {
    CodeRule rule = CODES.rule("30007");

    assertThat(rule.ofItem(1)).isEqualTo(RETRY);
    assertThat(rule.ofItem(2)).isEqualTo(REFUSED);
    assertThat(rule.ofCall(2)).isEqualTo(HALT);
  }

  @Test
  void onlyAWrongPasswordIsNeverTriedAgain() {
    List<String> noProbe =
        published().map(Published::code).filter(code -> !CODES.rule(code).probe()).toList();

    assertThat(noProbe).containsExactly("20004");
  }

  @Test
  void noErrorOfThePlatformCountsAsADeletionThatMayHaveRun() {
    assertThat(PublishedCodes.YUNKE)
        .filteredOn(one -> one.row().equals(one.code()) && !one.code().equals("0"))
        .noneMatch(one -> CODES.rule(one.code()).ran());
  }

  private static Vendor tenant(String name) {
    return VendorCodes.vendor(
        name, "base-url=http://localhost:1", "api-access-id=an-id", "api-access-secret=a-secret");
  }
}
