package dev.lethe.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what passes by, so that a report's last word is about what is really in it. */
final class Tally {
  private final ReconcileReport report;
  private final Map<Result, Long> lines = new EnumMap<>(Result.class);
  private final Map<String, Map<Result, Long>> byVendor = new HashMap<>();
  private final Map<OverdueBand, Long> overdue = new EnumMap<>(OverdueBand.class);
  private @Nullable Duration oldestOverdue;
  private long requests;
  private long rows;
  private long unbalanced;
  private long differing;
  private long disagreeing;

  Tally(ReconcileReport report) {
    this.report = report;
    for (Result result : Result.values()) {
      lines.put(result, 0L);
    }
    for (OverdueBand band : OverdueBand.values()) {
      overdue.put(band, 0L);
    }
  }

  void add(Finding finding) {
    lines.merge(finding.result(), 1L, Long::sum);
    if (finding.result() != Result.REJECTED) { // its vendor may be anything, and no two the same
      byVendor
          .computeIfAbsent(finding.vendor(), vendor -> new EnumMap<>(Result.class))
          .merge(finding.result(), 1L, Long::sum);
    }
    Duration age = finding.age();
    if (finding.result() == Result.OVERDUE && age != null) {
      overdue.merge(OverdueBand.of(age.minus(report.deadline())), 1L, Long::sum);
      if (oldestOverdue == null || age.compareTo(oldestOverdue) > 0) {
        oldestOverdue = age;
      }
    }
  }

  void add(RequestBooks books) {
    requests++;
    rows += books.rows();
    unbalanced += books.holds() ? 0 : 1;
    differing += books.differences().isEmpty() ? 0 : 1;
    disagreeing += books.agrees() ? 0 : 1;
  }

  long lines(Result result) {
    return lines.getOrDefault(result, 0L);
  }

  long requests() {
    return requests;
  }

  long disagreeing() {
    return disagreeing;
  }

  Summary summary() {
    List<String> contradictions = contradictions();
    Verdicts verdicts = new Verdicts(report, this, contradictions.size());
    return new Summary(
        verdicts.conclusion(),
        verdicts.sentence(),
        verdicts.checked(),
        lines,
        overdue,
        oldestOverdue,
        requests,
        rows,
        unbalanced,
        differing,
        contradictions);
  }

  private List<String> contradictions() {
    List<String> found = new ArrayList<>();
    Map<String, Map<Result, Long>> left = new TreeMap<>(byVendor);
    for (VendorFigures vendor : report.vendors()) {
      Map<Result, Long> came = left.getOrDefault(vendor.vendor(), Map.of());
      left.remove(vendor.vendor());
      said(vendor)
          .forEach(
              (result, count) -> {
                long lines = came.getOrDefault(result, 0L);
                if (count != lines) {
                  found.add(
                      "The run counted %s %s at %s, and the report has %s."
                          .formatted(
                              Words.number(count),
                              result,
                              vendor.vendor(),
                              Words.count(lines, "line")));
                }
              });
    }
    left.keySet()
        .forEach(vendor -> found.add("There are lines of %s, and no figures.".formatted(vendor)));
    return found;
  }

  private Map<Result, Long> said(VendorFigures vendor) {
    Map<Result, Long> said = new EnumMap<>(Result.class);
    said.put(Result.STILL_PRESENT, vendor.stillPresent());
    said.put(Result.REAPPEARED, vendor.reappeared());
    said.put(Result.OVERDUE, vendor.overdue());
    said.put(Result.UNKNOWN, vendor.unknown());
    said.put(Result.UNVERIFIABLE, vendor.unverifiable());
    said.put(
        Result.NO_LONGER_CONFIGURED,
        vendor.skipped().stream()
            .filter(skipped -> skipped.code().equals(VendorFigures.NO_LONGER_CONFIGURED))
            .mapToLong(VendorFigures.Skipped::rows)
            .sum());
    if (report.kind() == ReconcileReport.Kind.EXPECTED_ABSENT) {
      said.put(Result.CONFIRMED, vendor.confirmed());
    }
    return said;
  }
}
