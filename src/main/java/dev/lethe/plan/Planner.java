package dev.lethe.plan;

import dev.lethe.intake.RowCheck;
import dev.lethe.intake.RowCheck.Finding;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Caps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.request.RequestFile;
import dev.lethe.request.RequestId;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what would come of a file: everything but the calls to vendors, and nothing of it is written
 * to the ledger. It reads the file as a stream and keeps some 20 bytes for each accepted row.
 */
public final class Planner {
  private static final int CHUNK = 1_000;
  private static final int REJECTED_ROWS = 20;
  private static final String NOT_INCLUDED =
      "linger, the vendors' own latency, verifications, retries, pauses and rows of other requests";

  private final Vendors vendors;
  private final RowCheck check;
  private final SafetyCaps caps;
  private final LoginCalls logins;
  private final @Nullable Ledger ledger;
  private final Clock clock;

  /**
   * Plans for these vendors.
   *
   * @param caps asked without the population of any vendor
   * @param routes the folder of the routes
   * @param ledger what was done before, only read; null if there is none yet
   */
  public Planner(
      Vendors vendors, SafetyCaps caps, Path routes, @Nullable Ledger ledger, Clock clock) {
    this.vendors = vendors;
    this.check = new RowCheck(vendors);
    this.caps = caps;
    this.logins = new LoginCalls(routes);
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Plans a file.
   *
   * @param source where it would lie below the inbox: {@code leavers.csv} or {@code
   *     tencent-im/leavers.txt}
   * @throws dev.lethe.request.UnreadableFileException if it is no good as a whole
   * @throws IOException if the disk or the share fails
   */
  public Plan plan(Path path, String source) throws IOException {
    int slash = source.replace('\\', '/').indexOf('/');
    RequestFile file = RequestFile.inspect(path, slash < 0 ? null : source.substring(0, slash));
    Reading reading = new Reading(file);
    try (RowReader reader = file.open()) {
      for (List<Row> rows = reader.read(CHUNK); !rows.isEmpty(); rows = reader.read(CHUNK)) {
        rows.forEach(reading::take);
      }
    }
    return reading.plan(source);
  }

  /** One file under way. */
  private final class Reading {
    private final RequestFile file;
    private final SeenSubjects seen;
    private final Map<String, VendorTally> tallies = new TreeMap<>();
    private final Map<String, Long> withoutVendor = new TreeMap<>();
    private final List<Plan.RejectedRow> rejected = new ArrayList<>();
    private long rows;

    Reading(RequestFile file) {
      this.file = file;
      this.seen = new SeenSubjects(file.lineCount());
    }

    void take(Row row) {
      rows++;
      Finding finding = check.check(row);
      String lane = finding.lane();
      VendorTally tally = lane == null ? null : tallies.computeIfAbsent(lane, this::tally);
      if (finding.rejection() != null) {
        reject(row, finding.rejection().code(), tally);
      } else if (lane != null && tally != null) {
        if (seen.isDouble(lane, row.subject(), row.number())) {
          tally.doubled();
        } else {
          tally.accepted(row.subject());
        }
      }
    }

    private VendorTally tally(String lane) {
      return new VendorTally(vendors.find(lane).orElseThrow());
    }

    private void reject(Row row, String code, @Nullable VendorTally tally) {
      if (tally == null) {
        withoutVendor.merge(code, 1L, Long::sum);
      } else {
        tally.rejected(code);
      }
      if (rejected.size() < REJECTED_ROWS) {
        rejected.add(new Plan.RejectedRow(row.number(), code));
      }
    }

    Plan plan(String source) throws IOException {
      Instant now = clock.instant();
      Map<String, Long> accepted = new TreeMap<>();
      tallies.forEach((lane, tally) -> accepted.put(lane, tally.accepted()));
      accepted.values().removeIf(count -> count == 0);
      List<String> notEvaluated = new ArrayList<>();
      List<String> reasons = reasons(accepted, notEvaluated, now);
      Map<String, Plan.OfVendor> ends = new TreeMap<>();
      for (Map.Entry<String, VendorTally> entry : tallies.entrySet()) {
        Vendor vendor = vendors.find(entry.getKey()).orElseThrow();
        ends.put(entry.getKey(), entry.getValue().end(logins.of(vendor)));
      }
      List<RequestRecord> same = ledger == null ? List.of() : ledger.withContent(file.sha256());
      String name = String.valueOf(file.path().getFileName());
      return new Plan(
          RequestId.of(name, file.sha256()),
          source,
          file.sha256(),
          now,
          rows,
          ids(same, source, true),
          ids(same, source, false),
          ends,
          withoutVendor,
          !reasons.isEmpty(),
          reasons,
          notEvaluated,
          ends.values().stream().mapToDouble(Plan.OfVendor::seconds).max().orElse(0),
          NOT_INCLUDED,
          rejected);
    }

    private List<String> reasons(
        Map<String, Long> accepted, List<String> notEvaluated, Instant now) {
      if (accepted.isEmpty()) {
        return List.of();
      }
      Caps most = caps.of(accepted.keySet()).withoutShares();
      accepted.keySet().stream()
          .filter(lane -> vendors.find(lane).orElseThrow().caps().share() != null)
          .forEach(
              lane ->
                  notEvaluated.add(
                      "max-share of " + lane + ": its accounts are counted by asking it."));
      if (ledger == null) {
        notEvaluated.add("What was released today: there is no ledger yet.");
        return most.reasons(rows, accepted, Map.of(), now);
      }
      return most.reasons(rows, accepted, ledger.uses(accepted.keySet(), most, now), now);
    }
  }

  private static List<String> ids(List<RequestRecord> same, String source, boolean sameFile) {
    return same.stream()
        .filter(request -> request.source().equals(source) == sameFile)
        .map(RequestRecord::id)
        .toList();
  }
}
