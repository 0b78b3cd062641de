package dev.lethe.operate;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.FailedRows;
import dev.lethe.ledger.ItemPage;
import dev.lethe.ledger.ItemRecord;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.ReplayRecord;
import dev.lethe.ledger.Replays;
import dev.lethe.operate.OperationException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends rows again that failed: noted in the ledger as sent again first, then written as a file and
 * handed in like any other. A crash in between leaves rows that nobody else sends, and {@link
 * #finish} hands in the very same file.
 */
final class ReplayDesk {
  private static final int SLICE = 1_000;

  /** A row with too many cells may show half a subject, which would be somebody else's. */
  private static final String CUT = "extra-cell";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Ledger ledger;
  private final Replays replays;
  private final RowDesk rows;
  private final SubmissionDesk submissions;
  private final Trail trail;
  private final Clock clock;

  ReplayDesk(Ledger ledger, RowDesk rows, SubmissionDesk submissions, Trail trail, Clock clock) {
    this.ledger = ledger;
    this.replays = ledger.replays();
    this.rows = rows;
    this.submissions = submissions;
    this.trail = trail;
    this.clock = clock;
  }

  /** See {@link Operations#replay}. */
  synchronized Replayed replay(DeadLetterQuery query, Decision decision) {
    String by = Trail.by(decision);
    String reason = Trail.reason(decision);
    FailedRows which = rows.which(query);
    Instant now = clock.instant();
    ReplayRecord replay = replays.begin("replay-" + TIME.format(now), by, reason, now);
    Taken taken = take(replay, which);
    if (taken.rows() == 0) {
      replays.drop(replay.no());
      return new Replayed(null, 0, taken.leftOut());
    }
    replays.seal(replay.no());
    String id = handIn(replay);
    trail.note(
        EventKind.REPLAY_ASKED,
        id,
        by,
        "%d rows that failed%s are sent again as request %s by %s: %s"
            .formatted(taken.rows(), RowDesk.said(query), id, by, reason));
    return new Replayed(id, taken.rows(), taken.leftOut());
  }

  private record Taken(long rows, long leftOut) {}

  private Taken take(ReplayRecord replay, FailedRows which) {
    long taken = 0;
    long leftOut = 0;
    long next = 0;
    try {
      do {
        ItemPage page = ledger.overview().failed(which, next, SLICE);
        List<Long> keys = new ArrayList<>();
        for (ItemRecord row : page.rows()) {
          if (row.retired() || CUT.equals(row.code())) {
            leftOut++;
          } else {
            keys.add(row.key());
          }
        }
        taken += keys.isEmpty() ? 0 : replays.take(replay.no(), keys);
        next = page.next();
      } while (next != 0);
      return new Taken(taken, leftOut);
    } catch (RuntimeException e) {
      letGo(replay, e);
      throw e;
    }
  }

  private void letGo(ReplayRecord replay, RuntimeException problem) {
    try {
      replays.drop(replay.no());
    } catch (RuntimeException e) {
      problem.addSuppressed(e); // forgotten at the next start
    }
  }

  /** Forgets replays that an earlier process was cut off in before it had all their rows. */
  void clear() {
    replays.unsealed().forEach(replay -> replays.drop(replay.no()));
  }

  /** Hands in what was cut off, or failed, after its rows were noted. */
  synchronized void finish() {
    for (ReplayRecord replay : replays.unfinished()) {
      handIn(replay);
    }
  }

  private String handIn(ReplayRecord replay) {
    try {
      Submitted submitted =
          submissions.write(
              new Submission(replay.name(), null, null, null, replay.by()),
              out -> write(replay, out));
      replays.handedIn(replay.no(), submitted.id(), clock.instant());
      return submitted.id();
    } catch (IOException e) {
      throw new OperationException(
          Kind.UNAVAILABLE,
          "The rows are noted as sent again, and their file cannot be written ("
              + e.getClass().getSimpleName()
              + "). It is written and handed in as soon as that works; do not ask again.");
    }
  }

  private void write(ReplayRecord replay, OutputStream out) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeRecord("vendor", "subject", "reference");
    List<ItemRecord> page = replays.rows(replay.no(), 0, SLICE);
    while (!page.isEmpty()) {
      for (ItemRecord row : page) {
        if (row.retired()) {
          continue; // its subject is a keyed hash since it was taken, and nobody of that name is
        }
        String reference = row.reference();
        // As they are: only what looks like a dead letter is unguarded again when it is taken in.
        csv.writeRecord(row.vendor(), row.subject(), reference == null ? "" : reference);
      }
      page = replays.rows(replay.no(), page.get(page.size() - 1).key(), SLICE);
    }
    csv.flush();
  }
}
