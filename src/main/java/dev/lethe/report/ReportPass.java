package dev.lethe.report;

import dev.lethe.file.WholeFile;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over all lines of a run, into CSV and JSON at once, keeping what the page shows. */
final class ReportPass {
  private final ReconcileReport report;
  private final Iterator<Finding> findings;
  private final Iterator<RequestBooks> requests;
  private final Tally tally;
  private final ShownFindings shown = new ShownFindings(ReportFiles.FINDINGS_ON_PAGE);
  private final List<RequestBooks> books = new ArrayList<>();
  private @Nullable Summary summary;

  ReportPass(ReconcileReport report, Iterator<Finding> findings, Iterator<RequestBooks> requests) {
    this.report = report;
    this.findings = findings;
    this.requests = requests;
    this.tally = new Tally(report);
  }

  /** The content of the JSON; writing it writes the CSV too. */
  WholeFile.Content into(Writer csvText) {
    return jsonText -> {
      FindingsCsv csv = new FindingsCsv(csvText);
      ReportJson json = new ReportJson(jsonText);
      json.begin(report);
      while (findings.hasNext()) {
        Finding finding = findings.next();
        tally.add(finding);
        shown.add(finding);
        csv.write(finding);
        if (finding.result().isFinding()) {
          json.write(finding);
        }
      }
      csv.flush();
      json.beginRequests();
      while (requests.hasNext()) {
        RequestBooks request = requests.next();
        tally.add(request);
        if (!request.agrees() && books.size() < ReportFiles.REQUESTS_ON_PAGE) {
          books.add(request);
        }
        json.write(request);
      }
      summary = tally.summary();
      json.end(summary);
    };
  }

  Summary summary() {
    if (summary == null) {
      throw new IllegalStateException("the lines have not been read yet");
    }
    return summary;
  }

  List<Finding> shown() {
    return shown.all();
  }

  /** Those that do not agree. */
  List<RequestBooks> books() {
    return List.copyOf(books);
  }
}
