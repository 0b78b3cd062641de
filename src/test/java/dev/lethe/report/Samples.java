package dev.lethe.report;

import dev.lethe.report.ReconcileReport.Kind;
import dev.lethe.report.RequestBooks.Difference;
import dev.lethe.report.VendorFigures.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports as runs leave them, for tests and for looking at. */
final class Samples {
  static final Instant END = Instant.parse("2026-11-21T16:45:00Z");
  static final Duration DEADLINE = Duration.ofDays(30);

  private Samples() {}

  /** A report with its lines. */
  record Sample(ReconcileReport report, List<Finding> findings, List<RequestBooks> requests) {}

  static Sample clean() {
    List<VendorFigures> vendors =
        List.of(
            checked("tencent-im", "Tencent Cloud IM", 12_000, 0, 0, 0, 120),
            checked("yunke", "Yunke", 3_200, 0, 0, 0, 33),
            checked("digelao", "Digelao", 2_800, 0, 0, 0, 29),
            checked("longlonglong", "Longlonglong", 2_000, 0, 0, 0, 400));
    return new Sample(report(Kind.SCHEDULED, vendors), List.of(), books(41, 488));
  }

  static Sample nothing() {
    return new Sample(report(Kind.ON_DEMAND, List.of()), List.of(), List.of());
  }

  static Sample findings() {
    List<VendorFigures> vendors =
        List.of(
            new VendorFigures(
                "tencent-im", "Tencent Cloud IM", 11_966, 8, 26, 0, 3, 12, 0, 124, List.of()),
            new VendorFigures("yunke", "Yunke", 3_171, 7, 12, 10, 0, 4, 2, 35, List.of()),
            checked("digelao", "Digelao", 2_783, 5, 12, 0, 29),
            checked("longlonglong", "Longlonglong", 0, 0, 0, 3, 3),
            new VendorFigures(
                "sf-express",
                "SF Express",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(
                    new Skipped(
                        1_997,
                        "no-read-call",
                        "SF Express offers no look-up, and sending once more is switched off."))),
            new VendorFigures(
                "old-crm",
                "old-crm",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(
                    new Skipped(
                        2,
                        VendorFigures.NO_LONGER_CONFIGURED,
                        "The vendor was taken out of the configuration; its rows are listed."))));
    List<Finding> lines = new ArrayList<>(matching(vendors));
    List<RequestBooks> requests = new ArrayList<>(books(41, 488));
    requests.add(
        new RequestBooks(
            "leavers-2026-10-eddccca8",
            250,
            249,
            List.of(
                new Difference(
                    "receipt-differs", "The receipt counts 250 rows, the ledger has 249."))));
    requests.add(
        new RequestBooks(
            "离职名单-27e2e26d",
            5,
            5,
            List.of(
                new Difference(
                    "outcomes-missing", "The ledger says it was written; it is not there."))));
    return new Sample(report(Kind.SCHEDULED, vendors), lines, requests);
  }

  static Sample longNames() {
    List<VendorFigures> vendors =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                i ->
                    checked(
                        "a-vendor-with-quite-a-long-name-number-" + i,
                        "Gesellschaft für Kundendatenverwaltungsdienstleistungen Nr. " + i,
                        1_234_567L / i,
                        0,
                        0,
                        i % 3,
                        99L * i))
            .toList();
    return new Sample(report(Kind.SCHEDULED, vendors), matching(vendors), books(3, 1_000_000));
  }

  static Sample many(int each) {
    List<VendorFigures> vendors =
        List.of(
            checked("tencent-im", "Tencent Cloud IM", 9L * each, each, 1, 0, 120),
            new VendorFigures("yunke", "Yunke", each, 0, 0, each, 2, 0, 0, 33, List.of()));
    return new Sample(report(Kind.ON_DEMAND, vendors), matching(vendors), books(120, 500));
  }

  static Sample list() {
    List<VendorFigures> vendors =
        List.of(
            checked("tencent-im", "Tencent Cloud IM", 3, 1, 0, 0, 1),
            checked("yunke", "Yunke", 1, 0, 0, 1, 1));
    List<Finding> lines =
        new ArrayList<>(
            List.of(
                line(Result.CONFIRMED, "tencent-im", "anna.schmidt", 1),
                line(Result.STILL_PRESENT, "tencent-im", "=berta+1", 2),
                line(Result.CONFIRMED, "tencent-im", "zhang.wei", 3),
                line(Result.CONFIRMED, "tencent-im", "wang.fang", 4),
                line(Result.UNVERIFIABLE, "yunke", "13800138000", 5),
                line(Result.CONFIRMED, "yunke", "li.na", 6),
                line(Result.REJECTED, "nobody", "x", 7)));
    ReconcileReport report = report(Kind.EXPECTED_ABSENT, vendors);
    return new Sample(report, lines, List.of());
  }

  /** Everything that can hold text of strangers holds this text. */
  static Sample hostile(String text) {
    VendorFigures vendor =
        new VendorFigures(text, text, 0, 1, 0, 0, 0, 0, 0, 1, List.of(new Skipped(1, text, text)));
    Finding finding =
        new Finding(
            Result.STILL_PRESENT, text, text, text, 1, text, text, END, END, Duration.ofDays(1));
    ReconcileReport report =
        new ReconcileReport(
            text,
            Kind.EXPECTED_ABSENT,
            END,
            END,
            text,
            ZoneId.of("Asia/Shanghai"),
            text,
            text,
            false,
            DEADLINE,
            List.of(vendor));
    return new Sample(
        report,
        List.of(finding),
        List.of(new RequestBooks(text, 2, 1, List.of(new Difference(text, text)))));
  }

  static ReconcileReport report(Kind kind, List<VendorFigures> vendors) {
    return new ReconcileReport(
        "run-20261121T163000Z",
        kind,
        END.minus(Duration.ofMinutes(15)),
        END,
        kind == Kind.SCHEDULED ? "0 30 0 * * ?" : null,
        ZoneId.of("Asia/Shanghai"),
        kind == Kind.EXPECTED_ABSENT ? "gone.csv" : null,
        "0.1.0",
        kind == Kind.ON_DEMAND,
        DEADLINE,
        vendors);
  }

  static VendorFigures checked(
      String vendor,
      String title,
      long confirmed,
      long still,
      long again,
      long unsure,
      long calls) {
    return new VendorFigures(
        vendor, title, confirmed, still, again, unsure, 0, 0, 0, calls, List.of());
  }

  /** Just the lines that the figures promise. */
  static List<Finding> matching(List<VendorFigures> vendors) {
    List<Finding> lines = new ArrayList<>();
    for (VendorFigures vendor : vendors) {
      add(lines, Result.STILL_PRESENT, vendor.vendor(), vendor.stillPresent());
      add(lines, Result.REAPPEARED, vendor.vendor(), vendor.reappeared());
      add(lines, Result.OVERDUE, vendor.vendor(), vendor.overdue());
      add(lines, Result.UNKNOWN, vendor.vendor(), vendor.unknown());
      add(lines, Result.UNVERIFIABLE, vendor.vendor(), vendor.unverifiable());
      vendor.skipped().stream()
          .filter(skipped -> skipped.code().equals(VendorFigures.NO_LONGER_CONFIGURED))
          .forEach(
              skipped -> add(lines, Result.NO_LONGER_CONFIGURED, vendor.vendor(), skipped.rows()));
    }
    return List.copyOf(lines);
  }

  private static void add(List<Finding> lines, Result result, String vendor, long count) {
    for (int i = 1; i <= count; i++) {
      lines.add(line(result, vendor, "user.%s.%05d".formatted(vendor, i), i));
    }
  }

  static Finding line(Result result, String vendor, String subject, int row) {
    boolean open = result == Result.OVERDUE || result == Result.UNKNOWN;
    boolean asked = result != Result.NO_LONGER_CONFIGURED && result != Result.REJECTED && !open;
    Duration age =
        result == Result.OVERDUE ? DEADLINE.plus(Duration.ofDays(6L * row)) : Duration.ofHours(31);
    return new Finding(
        result,
        vendor,
        subject,
        result == Result.REJECTED ? null : "leavers-2026-10-eddccca8",
        row,
        code(result),
        said(result),
        open || result == Result.REJECTED ? null : END.minus(age),
        asked ? END : null,
        result == Result.REJECTED ? null : age);
  }

  private static @Nullable String code(Result result) {
    return switch (result) {
      case UNVERIFIABLE -> "http-503";
      case REJECTED -> "unknown-vendor";
      case OVERDUE -> "timeout";
      case STILL_PRESENT, REAPPEARED -> "listed";
      default -> null;
    };
  }

  private static String said(Result result) {
    return switch (result) {
      case CONFIRMED -> "The vendor does not have it.";
      case STILL_PRESENT -> "The vendor said that it was deleted, and lists it.";
      case REAPPEARED -> "It was gone at the look of 14 November, and is listed again.";
      case OVERDUE -> "It is sent again when the vendor answers.";
      case UNKNOWN -> "The call broke off, and looking it up failed too.";
      case NO_LONGER_CONFIGURED -> "Its vendor was taken out of the configuration.";
      case REJECTED -> "There is no such vendor.";
      case UNVERIFIABLE -> "The vendor did not answer.";
    };
  }

  private static List<RequestBooks> books(int requests, int rows) {
    return IntStream.rangeClosed(1, requests)
        .mapToObj(i -> new RequestBooks("leavers-%08x".formatted(i), rows, rows, List.of()))
        .toList();
  }
}
