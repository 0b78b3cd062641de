package dev.lethe.reconcile;

import dev.lethe.lane.Asking;
import dev.lethe.ledger.CheckResult;
import dev.lethe.request.Rejection;
import dev.lethe.request.Row;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What vendors say of the rows of a dropped list, a chunk at a time, and what that counts to. */
final class ListAnswers {
  private final Vendors vendors;
  private final Asking asking;
  private final Map<String, Inquiry> inquiries = new HashMap<>();
  private final Map<String, Map<String, Long>> figures = new TreeMap<>();
  private final Set<String> rejections = new HashSet<>();

  ListAnswers(Vendors vendors, Asking asking) {
    this.vendors = vendors;
    this.asking = asking;
  }

  /** What is said of each row, in the order of the rows. */
  List<Found> of(List<Row> rows) {
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    for (Row row : rows) {
      if (rejection(row) == null) {
        asked
            .computeIfAbsent(row.vendor().strip(), vendor -> new LinkedHashSet<>())
            .add(row.subject());
      }
    }
    Map<String, Map<String, Found>> answers = new HashMap<>();
    asked.forEach((vendor, subjects) -> answers.put(vendor, ask(vendor, List.copyOf(subjects))));
    return rows.stream().map(row -> of(row, answers)).toList();
  }

  private Map<String, Found> ask(String vendor, List<String> subjects) {
    Inquiry inquiry =
        inquiries.computeIfAbsent(
            vendor, name -> new Inquiry(vendors.find(name).orElseThrow(), asking, false));
    int portion = Math.max(1, inquiry.portion());
    long calls = asking.calls(vendor);
    Map<String, Found> answers = new HashMap<>();
    for (int from = 0; from < subjects.size(); from += portion) {
      answers.putAll(inquiry.of(subjects.subList(from, Math.min(subjects.size(), from + portion))));
    }
    add(vendor, Figures.CALLS, asking.calls(vendor) - calls);
    return answers;
  }

  private Found of(Row row, Map<String, Map<String, Found>> answers) {
    Rejection rejection = rejection(row);
    if (rejection != null) {
      rejections.add(rejection.code());
      add(row.vendor(), CheckResult.UNVERIFIABLE.name(), 0);
      return Found.unverifiable(rejection.code());
    }
    Found found =
        answers
            .getOrDefault(row.vendor().strip(), Map.of())
            .getOrDefault(row.subject(), Found.unverifiable("no-answer"));
    CheckResult result =
        switch (found.seen()) {
          case ABSENT -> CheckResult.CONFIRMED;
          case PRESENT -> CheckResult.STILL_PRESENT;
          case UNVERIFIABLE -> CheckResult.UNVERIFIABLE;
        };
    add(row.vendor(), result.name(), 1);
    return found;
  }

  private void add(String vendor, String figure, long n) {
    figures.computeIfAbsent(vendor, name -> new TreeMap<>()).merge(figure, n, Long::sum);
  }

  // Why nobody can be asked for a row. A protected subject may well be asked for.
  private @Nullable Rejection rejection(Row row) {
    if (row.defect() != null) {
      return row.defect();
    }
    String name = row.vendor().strip();
    Vendor vendor = vendors.find(name).orElse(null);
    if (vendor == null) {
      return vendors.disabled().contains(name)
          ? new Rejection("vendor-disabled", "The vendor is disabled.")
          : new Rejection("unknown-vendor", "There is no such vendor.");
    }
    return vendor.subject().check(row.subject()).orElse(null);
  }

  /** What the rows so far count to, by vendor as it came. */
  Map<String, Map<String, Long>> figures() {
    return figures;
  }

  /** The codes of rows that nobody could be asked for. */
  Set<String> rejections() {
    return rejections;
  }
}
