package dev.lethe.report;

import dev.lethe.report.PageView.Band;
import dev.lethe.report.PageView.Books;
import dev.lethe.report.PageView.Figure;
import dev.lethe.report.PageView.VendorView;
import dev.lethe.report.ReconcileReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Puts a report into the words of its page. */
final class PageViews {
  private final String name;
  private final ReconcileReport report;
  private final Summary summary;
  private final PageTimes times;

  PageViews(String name, ReconcileReport report, Summary summary) {
    this.name = name;
    this.report = report;
    this.summary = summary;
    this.times = new PageTimes(report.zone());
  }

  PageView page(List<Finding> findings, List<RequestBooks> books) {
    return new PageView(
        "Reconciliation report, " + times.day(report.finishedAt()),
        summary.conclusion().name().toLowerCase(Locale.ENGLISH),
        summary.conclusion() == Conclusion.CLEAN,
        summary.conclusion() == Conclusion.FINDINGS,
        summary.said(),
        kind(),
        report.startedAt().toString(),
        times.minute(report.startedAt()),
        report.finishedAt().toString(),
        times.until(report.startedAt(), report.finishedAt()),
        report.zone().getId(),
        PageTimes.took(report.startedAt(), report.finishedAt()),
        report.schedule() == null ? "" : report.schedule(),
        report.resumed(),
        report.runId(),
        report.version(),
        name,
        PageTimes.days(report.deadline()),
        figures(),
        report.vendors().stream().map(this::vendor).toList(),
        summary.contradictions(),
        report.kind() != Kind.EXPECTED_ABSENT,
        comeBacksSaid(),
        comeBacks(),
        overdueSaid(),
        overdue(),
        booksSaid(books.size()),
        books.stream().map(PageViews::books).toList(),
        findingsSaid(findings.size()),
        findings.stream().map(finding -> FindingLines.line(finding, times)).toList());
  }

  private String kind() {
    return switch (report.kind()) {
      case SCHEDULED -> "Scheduled run";
      case ON_DEMAND -> "Run on demand";
      case EXPECTED_ABSENT ->
          "Check of a list" + (report.list() == null ? "" : ": " + PageText.cut(report.list()));
    };
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("", "checked", VendorFigures::checked));
    figures.add(figure("confirmed", "confirmed gone", VendorFigures::confirmed));
    figures.add(figure("still", "still present", VendorFigures::stillPresent));
    if (report.kind() != Kind.EXPECTED_ABSENT) {
      figures.add(figure("again", "there again", VendorFigures::reappeared));
    }
    figures.add(figure("unsure", "unverifiable", VendorFigures::unverifiable));
    if (report.kind() != Kind.EXPECTED_ABSENT) {
      figures.add(figure("late", "overdue", VendorFigures::overdue));
    }
    if (sum(VendorFigures::unknown) > 0) {
      figures.add(figure("unsure", "still not known", VendorFigures::unknown));
    }
    long left = sum(VendorFigures::skippedRows) + lines(Result.REJECTED);
    if (left > 0) {
      figures.add(new Figure("unsure", "not asked for", Words.number(left)));
    }
    return figures;
  }

  private Figure figure(String kind, String label, ToLongFunction<VendorFigures> of) {
    return new Figure(sum(of) == 0 ? "" : kind, label, Words.number(sum(of)));
  }

  private long sum(ToLongFunction<VendorFigures> of) {
    return report.vendors().stream().mapToLong(of).sum();
  }

  private long lines(Result result) {
    return summary.findings().getOrDefault(result, 0L);
  }

  private VendorView vendor(VendorFigures vendor) {
    List<Bar.Part> bar = Bar.of(vendor);
    List<String> notes = new ArrayList<>();
    if (vendor.chased() > 0) {
      notes.add(
          "%s not known before this run; %s."
              .formatted(
                  Words.count(vendor.chased(), "row") + (vendor.chased() == 1 ? " was" : " were"),
                  vendor.unknown() == 0
                      ? "what became of them is known now"
                      : Words.number(vendor.unknown())
                          + (vendor.unknown() == 1 ? " still is not" : " still are not")));
    }
    for (VendorFigures.Skipped skipped : vendor.skipped()) {
      notes.add(
          "Not asked for: %s. %s".formatted(Words.count(skipped.rows(), "row"), skipped.said()));
    }
    notes.add(
        vendor.calls() == 0 ? "No call was made." : Words.count(vendor.calls(), "call") + " made.");
    return new VendorView(
        vendor.title(),
        vendor.title().equalsIgnoreCase(vendor.vendor()) ? "" : vendor.vendor(),
        Words.count(vendor.checked(), "row") + " checked",
        bar,
        bar.stream()
            .map(part -> "%s %s (%s)".formatted(part.count(), part.label(), part.percent()))
            .collect(Collectors.joining(", ")),
        notes);
  }

  private String comeBacksSaid() {
    long again = sum(VendorFigures::reappeared);
    return again == 0
        ? "Nobody who was seen to be gone is there again."
        : "%s seen to be gone in an earlier run, and %s there now."
            .formatted(
                Words.count(again, "row") + (again == 1 ? " was" : " were"),
                again == 1 ? "is" : "are");
  }

  private List<Figure> comeBacks() {
    return report.vendors().stream()
        .filter(vendor -> vendor.reappeared() > 0)
        .map(vendor -> new Figure("again", vendor.title(), Words.number(vendor.reappeared())))
        .toList();
  }

  private String overdueSaid() {
    long late = lines(Result.OVERDUE);
    return late == 0
        ? "No row is past its deadline of %s.".formatted(PageTimes.days(report.deadline()))
        : "%s open for longer than the deadline of %s%s."
            .formatted(
                Words.count(late, "row") + (late == 1 ? " is" : " are"),
                PageTimes.days(report.deadline()),
                summary.oldestOverdue() == null
                    ? ""
                    : late == 1
                        ? ": " + PageTimes.days(summary.oldestOverdue())
                        : "; the oldest for " + PageTimes.days(summary.oldestOverdue()));
  }

  private List<Band> overdue() {
    if (lines(Result.OVERDUE) == 0) {
      return List.of();
    }
    List<Band> bands = new ArrayList<>();
    long widest = summary.overdue().values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (Map.Entry<OverdueBand, Long> band : summary.overdue().entrySet()) {
      bands.add(band(band.getKey().words(), band.getValue(), widest));
    }
    long known = summary.overdue().values().stream().mapToLong(Long::longValue).sum();
    if (known < lines(Result.OVERDUE)) {
      bands.add(band("not known", lines(Result.OVERDUE) - known, widest));
    }
    return bands;
  }

  private static Band band(String words, long rows, long widest) {
    double width = rows == 0 ? 0 : Math.max(1.5, 100.0 * rows / Math.max(widest, rows));
    return new Band(words, Words.number(rows), String.format(Locale.ENGLISH, "%.2f", width));
  }

  private String booksSaid(int shown) {
    if (summary.requests() == 0) {
      return "The books were not part of this run.";
    }
    String looked =
        "%s with %s"
            .formatted(
                Words.count(summary.requests(), "request"), Words.count(summary.rows(), "row"));
    if (shown == 0) {
      return looked
          + ": every row is accounted for, and ledger, receipts and outcome files say the same.";
    }
    return looked
        + ". Rows not accounted for: in %s. Ledger, receipt or outcome file differ: in %s. "
            .formatted(
                Words.count(summary.unbalanced(), "request"),
                Words.count(summary.differing(), "request"))
        + (shown == ReportFiles.REQUESTS_ON_PAGE
            ? "The first %d are shown; all are in %s.json.".formatted(shown, name)
            : "Nothing was repaired.");
  }

  private static Books books(RequestBooks books) {
    List<String> said = new ArrayList<>();
    if (!books.holds()) {
      said.add(
          "%s %s."
              .formatted(
                  Words.count(Math.abs(books.rows() - books.sum()), "row"),
                  books.rows() > books.sum() ? "missing" : "too many"));
    }
    books.differences().forEach(difference -> said.add(PageText.cut(difference.said())));
    return new Books(
        books.requestId(), Words.number(books.rows()), Words.number(books.sum()), said);
  }

  private String findingsSaid(int shown) {
    long all = summary.findingLines();
    if (all == 0) {
      return "There are none.";
    }
    return shown == all
        ? "All %s, the gravest first.".formatted(Words.number(all))
        : "%s of %s, the gravest first. All of them are in %s.csv."
            .formatted(Words.number(shown), Words.number(all), name);
  }
}
