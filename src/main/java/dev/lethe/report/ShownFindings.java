package dev.lethe.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The findings that the page shows: a limited number, the gravest first, so that a vendor that was
 * down for an hour does not push out the one who came back.
 */
final class ShownFindings {
  private final int limit;
  private final Map<Result, List<Finding>> kept = new EnumMap<>(Result.class);

  ShownFindings(int limit) {
    this.limit = limit;
  }

  /** Keeps the first lines of each result. */
  void add(Finding finding) {
    if (!finding.result().isFinding()) {
      return;
    }
    List<Finding> same = kept.computeIfAbsent(finding.result(), result -> new ArrayList<>());
    if (same.size() < limit) {
      same.add(shortened(finding));
    }
  }

  /** In the order of {@link Result}, and within one in that in which they came. */
  List<Finding> all() {
    return kept.values().stream().flatMap(List::stream).limit(limit).toList();
  }

  // A row of a dropped list may hold cells of a megabyte.
  private static Finding shortened(Finding finding) {
    return new Finding(
        finding.result(),
        PageText.cut(finding.vendor()),
        Masked.of(finding.subject()),
        finding.requestId(),
        finding.row(),
        finding.code() == null ? null : PageText.cut(finding.code()),
        PageText.cut(finding.said()),
        finding.decidedAt(),
        finding.checkedAt(),
        finding.age());
  }
}
