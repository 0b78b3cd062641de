package dev.lethe.report;

import dev.lethe.report.PageView.Line;

/** Puts findings, masked and cut already, into the words of the page. */
final class FindingLines {

  private FindingLines() {}

  static Line line(Finding finding, PageTimes times) {
    return new Line(
        kind(finding.result()),
        words(finding.result()),
        finding.vendor(),
        finding.subject(),
        finding.requestId() == null ? "" : finding.requestId(),
        finding.row() == 0 ? "" : Words.number(finding.row()),
        finding.said(),
        finding.code() == null ? "" : finding.code(),
        times.minute(finding.decidedAt()),
        PageTimes.days(finding.age()),
        times.minute(finding.checkedAt()));
  }

  private static String kind(Result result) {
    return switch (result) {
      case CONFIRMED -> "confirmed";
      case STILL_PRESENT -> "still";
      case REAPPEARED -> "again";
      case OVERDUE -> "late";
      case UNKNOWN, NO_LONGER_CONFIGURED, REJECTED, UNVERIFIABLE -> "unsure";
    };
  }

  private static String words(Result result) {
    return switch (result) {
      case CONFIRMED -> "Confirmed gone";
      case STILL_PRESENT -> "Still present";
      case REAPPEARED -> "There again";
      case OVERDUE -> "Overdue";
      case UNKNOWN -> "Not known";
      case NO_LONGER_CONFIGURED -> "Vendor removed";
      case REJECTED -> "Cannot be asked for";
      case UNVERIFIABLE -> "Unverifiable";
    };
  }
}
