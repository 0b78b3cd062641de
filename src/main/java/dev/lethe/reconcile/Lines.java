package dev.lethe.reconcile;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.CheckResult;
import dev.lethe.ledger.CheckedItem;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OpenItem;
import dev.lethe.ledger.RunRecord;
import dev.lethe.report.Finding;
import dev.lethe.report.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lines of a run's report, read from the ledger as they are written. */
final class Lines {
  private static final int PAGE = 1_000;
  private static final String RETIRED =
      " Its name was replaced by a hash (lethe.retention), which was compared with those of the list.";

  private final Ledger ledger;
  private final RunRecord run;

  Lines(Ledger ledger, RunRecord run) {
    this.ledger = ledger;
    this.run = run;
  }

  /** Whom looks found amiss. */
  Stream<Finding> amiss(Instant now) {
    return all(after -> ledger.checks().amiss(run.no(), after, PAGE), CheckedItem::key)
        .map(item -> finding(item, now));
  }

  /** Rows without an outcome at some vendors whose requests are older than that, oldest first. */
  Stream<OpenItem> overdue(Instant receivedUntil, Set<String> vendors) {
    return ledger.checks().openSince(receivedUntil).stream()
        .flatMap(
            request -> all(after -> ledger.checks().open(request.no(), after, PAGE), OpenItem::key))
        .filter(item -> vendors.contains(item.vendor()));
  }

  /** Rows of a vendor of which it is still not known what became of them. */
  Stream<OpenItem> unknown(String vendor) {
    return all(after -> ledger.checks().unknown(vendor, after, PAGE), OpenItem::key);
  }

  private static <T> Stream<T> all(LongFunction<List<T>> pages, ToLongFunction<T> key) {
    Iterator<T> paged = new Paged<>(pages, key);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(paged, 0), false);
  }

  private static Finding finding(CheckedItem item, Instant now) {
    return new Finding(
        Result.valueOf(item.result().name()),
        item.vendor(),
        item.subject(),
        item.requestId(),
        item.row(),
        item.code(),
        said(item.result(), item.code()) + (item.retired() ? RETIRED : ""),
        item.decidedAt(),
        item.checkedAt(),
        Duration.between(item.decidedAt(), now));
  }

  static Finding finding(OpenItem item, Result result, Instant now) {
    String said =
        result == Result.OVERDUE
            ? "It has no outcome yet (" + item.state() + ")."
            : "It was sent, and it is still not known what became of it.";
    return new Finding(
        result,
        item.vendor(),
        item.subject(),
        item.requestId(),
        item.row(),
        item.code(),
        said,
        null,
        null,
        Duration.between(item.receivedAt(), now));
  }

  /** A row of the answers to a dropped list. */
  static Finding ofList(NamedCsvRecord row, Result result) {
    CheckResult check =
        switch (result) {
          case CONFIRMED -> CheckResult.CONFIRMED;
          case STILL_PRESENT -> CheckResult.STILL_PRESENT;
          default -> CheckResult.UNVERIFIABLE;
        };
    String said =
        switch (result) {
          case REJECTED -> "The row cannot be asked for as it stands.";
          case STILL_PRESENT -> "The vendor has it.";
          default -> said(check, row.getField("code"));
        };
    return new Finding(
        result,
        row.getField("vendor"),
        row.getField("subject"),
        null,
        Integer.parseInt(row.getField("row")),
        row.getField("code"),
        said,
        null,
        result == Result.REJECTED ? null : Instant.parse(row.getField("checked_at")),
        null);
  }

  static String said(CheckResult result, String code) {
    return switch (result) {
      case CONFIRMED -> "The vendor does not have it.";
      case REAPPEARED -> "It was seen to be gone, and is there again.";
      case NO_LONGER_CONFIGURED ->
          "The vendor is disabled or was taken out of the configuration, so nobody can be asked.";
      case STILL_PRESENT ->
          "deleted-now".equals(code)
              ? "It was still there; the vendor deleted it when it was sent once more."
              : "The vendor said that it was deleted, and it is there.";
      case UNVERIFIABLE ->
          switch (code) {
            case "no-read-call" -> "The vendor has no call to ask for it.";
            case "lane-paused" -> "The vendor's lane was paused, so it was not asked.";
            case "lane-halted" -> "The vendor's lane was halted, so it was not asked.";
            case "dry-run" -> "Lethe runs dry (lethe.dry-run), so no vendor was asked.";
            case "torn-list" -> "The vendor's list changed each time while it was read.";
            default -> "The vendor gave no answer that says either.";
          };
    };
  }
}
