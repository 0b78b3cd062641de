package dev.lethe.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people, in lines. */
public final class PlanText {
  private static final int SHOWN_ROWS = 5;

  private PlanText() {}

  /** The lines; the first says it all. */
  public static List<String> lines(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "plan of %s: %d rows, %s, about %s. Nothing was sent."
            .formatted(
                plan.requestId(),
                plan.rows(),
                plan.held() ? "would be HELD" : "would be released at once",
                time(plan.seconds())));
    plan.vendors().forEach((name, vendor) -> lines.add(ofVendor(name, vendor)));
    if (!plan.withoutVendor().isEmpty()) {
      lines.add("  no enabled vendor: " + codes(plan.withoutVendor()));
    }
    plan.heldBecause().forEach(reason -> lines.add("  held: " + reason));
    plan.notEvaluated().forEach(what -> lines.add("  not looked at: " + what));
    if (!plan.knownAs().isEmpty()) {
      lines.add(
          "  known: this very file was taken in as "
              + String.join(", ", plan.knownAs())
              + "; dropped again it does nothing.");
    }
    if (!plan.sameContent().isEmpty()) {
      lines.add(
          "  known: the same content was taken in as "
              + String.join(", ", plan.sameContent())
              + "; dropped under this name it is done again.");
    }
    if (!plan.rejectedRows().isEmpty()) {
      lines.add("  rejected: " + rows(plan.rejectedRows()));
    }
    lines.add("  not in the time: " + plan.notIncluded() + ".");
    return lines;
  }

  private static String ofVendor(String name, Plan.OfVendor vendor) {
    return "  %s: %d accepted, %d doubles, %s; %d batches, %d calls%s, %s at %s calls a second"
        .formatted(
            name,
            vendor.accepted(),
            vendor.doubles(),
            vendor.rejected().isEmpty() ? "none rejected" : "rejected " + codes(vendor.rejected()),
            vendor.batches(),
            vendor.calls(),
            vendor.loginCalls() == 0 ? "" : " and a login",
            time(vendor.seconds()),
            vendor.rate());
  }

  private static String codes(Map<String, Long> codes) {
    return codes.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String rows(List<Plan.RejectedRow> rows) {
    String first =
        rows.stream()
            .limit(SHOWN_ROWS)
            .map(row -> "row " + row.row() + " " + row.code())
            .collect(Collectors.joining(", "));
    return rows.size() > SHOWN_ROWS ? first + ", …" : first;
  }

  private static String time(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long minutes = Math.round(Math.ceil(seconds / 60));
    return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
