package dev.lethe.report;

import dev.lethe.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a run leaves in {@code reports/}: {@code reconcile-<time>.csv}, {@code .html} and
 * {@code .json}, each written whole, the JSON named last: where it is, the others are.
 *
 * <p>Lines are taken one by one and written at once, so a report may be of any length.
 */
public final class ReportFiles {
  /** How many findings the page shows; the CSV has all. */
  public static final int FINDINGS_ON_PAGE = 500;

  /** How many requests whose books do not agree the page shows; the JSON has all. */
  public static final int REQUESTS_ON_PAGE = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Path reports;
  private final ReportPage page = new ReportPage();

  /** Writes below a home. */
  public ReportFiles(Path home) {
    this.reports = home.resolve("reports");
  }

  /**
   * Writes the files of a run. One report is written at a time.
   *
   * @param report what the run was and what it counted
   * @param findings its lines, read once, in the order in which they are to be written; those that
   *     are {@link Result#CONFIRMED} get into the CSV only
   * @param requests the books of the requests, read once
   * @throws IOException if the disk does not take them; then there is no JSON of that name
   */
  public synchronized WrittenReport write(
      ReconcileReport report, Iterator<Finding> findings, Iterator<RequestBooks> requests)
      throws IOException {
    String name = freeName(report);
    Path json = reports.resolve(name + ".json");
    Path csv = reports.resolve(name + ".csv");
    Path html = reports.resolve(name + ".html");
    ReportPass pass = new ReportPass(report, findings, requests);
    try {
      WholeFile.prepare(csv, text -> WholeFile.prepare(json, pass.into(text)));
      WholeFile.prepare(
          html, text -> page.write(text, name, report, pass.summary(), pass.shown(), pass.books()));
      for (Path file : List.of(csv, html, json)) {
        WholeFile.rename(file);
      }
      return new WrittenReport(json, csv, html, pass.summary());
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    } finally {
      // The next report has another name, and these would hold subjects for ever.
      for (Path file : List.of(csv, html, json)) {
        Files.deleteIfExists(WholeFile.interim(file));
      }
    }
  }

  /**
   * The name of the page of the run that ended then; empty if it is not there, or if two runs ended
   * in that second.
   */
  public Optional<String> page(Instant endedAt) {
    String name = "reconcile-" + TIME.format(endedAt);
    return isTaken(name) && !isTaken(name + "-2")
        ? Optional.of(name + ".html").filter(page -> Files.exists(reports.resolve(page)))
        : Optional.empty();
  }

  /** The time of its end; a second report of that second gets {@code -2}. */
  private String freeName(ReconcileReport report) {
    String first = "reconcile-" + TIME.format(report.finishedAt());
    String name = first;
    for (int i = 2; isTaken(name); i++) {
      name = first + "-" + i;
    }
    return name;
  }

  private boolean isTaken(String name) {
    return Stream.of(".json", ".csv", ".html")
        .anyMatch(ending -> Files.exists(reports.resolve(name + ending)));
  }
}
