package dev.lethe.report;

import java.util.ArrayList;
import java.util.List;

/** The one sentence at the top of a report, and what it concludes. */
final class Verdicts {
  private final ReconcileReport report;
  private final Tally tally;
  private final int contradictions;

  Verdicts(ReconcileReport report, Tally tally, int contradictions) {
    this.report = report;
    this.tally = tally;
    this.contradictions = contradictions;
  }

  Conclusion conclusion() {
    if (!wrong().isEmpty()) {
      return Conclusion.FINDINGS;
    }
    return open() == 0 ? Conclusion.CLEAN : Conclusion.INCOMPLETE;
  }

  String sentence() {
    List<String> wrong = wrong();
    if (!wrong.isEmpty()) {
      String also = open() == 0 ? "" : "; " + openWords();
      return Words.sentence(Words.list(wrong)) + also + ".";
    }
    return switch (conclusion()) {
      case INCOMPLETE -> "Nothing was found that should be gone, but " + openWords() + ".";
      default -> fine();
    };
  }

  private String fine() {
    long checked = checked();
    String books =
        tally.requests() == 0
            ? ""
            : tally.requests() == 1
                ? ", and the books of the one request balance"
                : ", and the books of %s balance"
                    .formatted(Words.count(tally.requests(), "request"));
    if (checked == 0) {
      return "There was nothing to check" + books + ".";
    }
    return checked == 1
        ? "The one row that was checked is gone" + books + "."
        : "All %s that were checked are gone%s.".formatted(Words.count(checked, "row"), books);
  }

  private List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    long still = report.vendors().stream().mapToLong(VendorFigures::stillPresent).sum();
    long again = report.vendors().stream().mapToLong(VendorFigures::reappeared).sum();
    long overdue = report.vendors().stream().mapToLong(VendorFigures::overdue).sum();
    if (still + again > 0) {
      wrong.add(
          checked() == 1
              ? "the one row that was checked is " + what(still, again)
              : "%s of the %s that were checked %s %s"
                  .formatted(
                      Words.number(still + again),
                      Words.count(checked(), "row"),
                      still + again == 1 ? "is" : "are",
                      what(still, again)));
    }
    if (overdue > 0) {
      wrong.add(
          "%s %s past the deadline"
              .formatted(Words.count(overdue, "row"), overdue == 1 ? "is" : "are"));
    }
    if (tally.disagreeing() > 0) {
      wrong.add(
          "the books of %s do not agree".formatted(Words.count(tally.disagreeing(), "request")));
    }
    if (contradictions > 0) {
      wrong.add("the report contradicts itself");
    }
    return wrong;
  }

  private static String what(long still, long again) {
    if (again == 0) {
      return "still there";
    }
    return still == 0
        ? "there again"
        : "not gone (%s still there, %s there again)"
            .formatted(Words.number(still), Words.number(again));
  }

  private String openWords() {
    return "%s could not be checked".formatted(Words.count(open(), "row"));
  }

  private long open() {
    return report.vendors().stream()
            .mapToLong(vendor -> vendor.unverifiable() + vendor.unknown() + vendor.skippedRows())
            .sum()
        + tally.lines(Result.REJECTED);
  }

  long checked() {
    return report.vendors().stream().mapToLong(VendorFigures::checked).sum();
  }
}
