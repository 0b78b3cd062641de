package dev.lethe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.report.ReconcileReport.Kind;
import dev.lethe.report.Samples.Sample;
import dev.lethe.report.VendorFigures.Skipped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SummaryTest {

  @Test
  void allGoneIsClean() {
    Summary summary = summary(Samples.clean());

    assertThat(summary.clean()).isTrue();
    assertThat(summary.conclusion().exitStatus()).isZero();
    assertThat(summary.said())
        .isEqualTo(
            "All 20,000 rows that were checked are gone, and the books of 41 requests balance.");
  }

  @Test
  void nothingToCheckIsCleanAndSaysSo() {
    assertThat(summary(Samples.nothing()).said()).isEqualTo("There was nothing to check.");
    assertThat(summary(Samples.nothing()).clean()).isTrue();
  }

  @Test
  void everythingThatIsWrongIsInTheSentence() {
    Summary summary = summary(Samples.findings());

    assertThat(summary.conclusion()).isEqualTo(Conclusion.FINDINGS);
    assertThat(summary.said())
        .isEqualTo(
            "70 of the 18,003 rows that were checked are not gone (20 still there, 50 there"
                + " again), 3 rows are past the deadline and the books of 2 requests do not agree;"
                + " 2,014 rows could not be checked.");
    assertThat(summary.unbalanced()).isEqualTo(1);
    assertThat(summary.differing()).isEqualTo(2);
    assertThat(summary.contradictions()).isEmpty();
  }

  @Test
  void whatCouldNotBeCheckedIsNeverClean() {
    List<VendorFigures> unsure = List.of(Samples.checked("a", "A", 9, 0, 0, 1, 1));
    List<VendorFigures> skipped =
        List.of(
            new VendorFigures(
                "a", "A", 9, 0, 0, 0, 0, 0, 0, 1, List.of(new Skipped(1, "no-read-call", "No."))));
    List<VendorFigures> unknown =
        List.of(new VendorFigures("a", "A", 9, 0, 0, 0, 0, 1, 1, 1, List.of()));

    assertThat(List.of(unsure, skipped, unknown))
        .allSatisfy(
            vendors -> {
              Summary summary = summary(vendors);
              assertThat(summary.conclusion()).isEqualTo(Conclusion.INCOMPLETE);
              assertThat(summary.said())
                  .isEqualTo(
                      "Nothing was found that should be gone, but 1 row could not be checked.");
            });
  }

  @Test
  void figuresThatTheLinesDoNotBearOutAreTold() {
    List<VendorFigures> vendors = List.of(Samples.checked("a", "A", 9, 2, 0, 0, 1));
    Tally tally = new Tally(Samples.report(Kind.SCHEDULED, vendors));
    tally.add(Samples.line(Result.STILL_PRESENT, "a", "s", 1));
    tally.add(Samples.line(Result.STILL_PRESENT, "b", "s", 1));

    Summary summary = tally.summary();

    assertThat(summary.contradictions())
        .containsExactly(
            "The run counted 2 STILL_PRESENT at a, and the report has 1 line.",
            "There are lines of b, and no figures.");
    assertThat(summary.conclusion()).isEqualTo(Conclusion.FINDINGS);
    assertThat(summary.said()).endsWith("and the report contradicts itself.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, WEEK",
    "PT1S, WEEK",
    "P7D, WEEK",
    "P7DT1S, MONTH",
    "P30D, MONTH",
    "P30DT1S, QUARTER",
    "P90D, QUARTER",
    "P90DT1S, LONGER",
    "P9999D, LONGER"
  })
  void overdueRowsAreSortedByHowLateTheyAre(Duration late, OverdueBand band) {
    Tally tally = new Tally(Samples.report(Kind.SCHEDULED, List.of()));
    Duration age = Samples.DEADLINE.plus(late);
    tally.add(new Finding(Result.OVERDUE, "a", "s", "r", 1, null, "Late.", null, null, age));

    Summary summary = tally.summary();

    assertThat(summary.overdue()).hasSize(4).containsEntry(band, 1L);
    assertThat(summary.oldestOverdue()).isEqualTo(age);
  }

  @Test
  void figuresThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VendorFigures("a", "A", -1, 0, 0, 0, 0, 0, 0, 0, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VendorFigures("a", "A", 0, 0, 0, 0, 0, 1, 2, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Skipped(0, "why", "Because."));
  }

  private static Summary summary(List<VendorFigures> vendors) {
    return summary(
        new Sample(Samples.report(Kind.SCHEDULED, vendors), Samples.matching(vendors), List.of()));
  }

  private static Summary summary(Sample sample) {
    Tally tally = new Tally(sample.report());
    sample.findings().forEach(tally::add);
    sample.requests().forEach(tally::add);
    return tally.summary();
  }
}
