package dev.lethe.intake;

import dev.lethe.evidence.Digests;
import dev.lethe.fault.Causes;
import dev.lethe.intake.RowCheck.Finding;
import dev.lethe.ledger.Caps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.Ledger.StoredSubject;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.request.RequestFile;
import dev.lethe.request.RequestId;
import dev.lethe.request.Row;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that the intake route takes with a file: open it, accept its rows chunk by chunk,
 * release them. Nothing of a file is due before its last row is durable.
 */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Ledger ledger;
  private final RowCheck check;
  private final Clock clock;
  private final int chunk;
  private final SafetyCaps caps;
  private final IntakeWatch watch;

  /**
   * Takes files into a ledger.
   *
   * @param chunk rows that are made durable at once
   * @param caps over one of these a request waits for an approval
   */
  public Intake(Ledger ledger, RowCheck check, Clock clock, int chunk, SafetyCaps caps) {
    this(ledger, check, clock, chunk, caps, IntakeWatch.none());
  }

  /** As above, and tells of it. */
  public Intake(
      Ledger ledger, RowCheck check, Clock clock, int chunk, SafetyCaps caps, IntakeWatch watch) {
    this.ledger = ledger;
    this.check = check;
    this.clock = clock;
    this.chunk = chunk;
    this.caps = caps;
    this.watch = watch;
  }

  /**
   * Looks the whole file through and finds its request in the ledger, or starts it.
   *
   * @param dropped the file
   * @param source where it lies below the inbox: {@code leavers.csv} or {@code
   *     tencent-im/leavers.txt}
   * @throws dev.lethe.request.UnreadableFileException if it is no good as a whole
   * @throws IOException if the disk or the share fails
   */
  public Submission open(File dropped, String source) throws IOException {
    Path path = dropped.toPath();
    RequestFile file = RequestFile.inspect(path, folder(source));
    String id = RequestId.of(String.valueOf(path.getFileName()), file.sha256());
    RequestRecord request =
        ledger.begin(new NewRequest(id, source, file.sha256(), clock.instant()));
    Submission submission = new Submission(path, file, request, chunk);
    if (submission.isKnown()) {
      LOG.info(
          "file {} was taken in before, as request {}, which is {}: nothing of it is sent again",
          source,
          request.id(),
          request.state());
    }
    return submission;
  }

  private static @Nullable String folder(String source) {
    int slash = source.replace('\\', '/').indexOf('/');
    return slash < 0 ? null : source.substring(0, slash);
  }

  /**
   * Has a chunk of rows made durable, while the next one is read. Whether that went well is known
   * in the next call, or in {@link #release}.
   */
  public void accept(Submission submission, List<Row> rows) {
    int first = rows.get(0).number();
    List<NewItem> items = new ArrayList<>(rows.size());
    for (Row row : rows) {
      items.add(item(submission, row, first, items));
    }
    submission.awaitWritten();
    submission.writes(ledger.beginAccept(submission.request().no(), items));
  }

  private NewItem item(Submission submission, Row row, int first, List<NewItem> sameChunk) {
    Finding finding = check.check(row);
    int firstRow = 0;
    String lane = finding.lane();
    if (finding.rejection() != null) {
      submission.rejected(lane);
    } else if (lane != null) {
      submission.accepted(lane);
      firstRow =
          submission
              .doubles()
              .firstOrRemember(
                  Doubles.hash(lane, row.subject()),
                  row.number(),
                  seen ->
                      seen >= first
                          ? isSame(sameChunk.get(seen - first), lane, row.subject())
                          : isSame(submission, seen, lane, row.subject()));
    }
    return new NewItem(
        row.number(),
        row.vendor(),
        lane,
        row.subject(),
        row.reference(),
        finding.rejection(),
        firstRow);
  }

  private static boolean isSame(NewItem item, String lane, String subject) {
    return lane.equals(item.lane()) && subject.equals(item.subject());
  }

  private boolean isSame(Submission submission, int row, String lane, String subject) {
    submission.awaitWritten();
    Optional<StoredSubject> stored = ledger.subject(submission.request().no(), row);
    return stored.isPresent() && stored.get().equals(new StoredSubject(lane, subject));
  }

  /** Lets the lanes have the rows, or holds all of them for an approval if a cap says so. */
  public RequestRecord release(Submission submission) throws IOException {
    submission.close();
    submission.awaitWritten();
    Caps most = caps.of(submission.lanes());
    RequestRecord released = ledger.release(submission.request().no(), most, clock.instant());
    watch.taken(submission.rejected());
    if (released.state() == RequestState.HELD) {
      LOG.warn(
          "request {} is held: {} Nothing of it is sent until somebody approves it:"
              + " java -jar target/lethe.jar approve {} --by=NAME --reason=TEXT"
              + " (or declines it: java -jar target/lethe.jar cancel {} --by=NAME --reason=TEXT)",
          released.id(),
          released.heldReason(),
          released.id(),
          released.id());
    } else {
      LOG.info("request {} taken in: {} rows", released.id(), released.rows());
    }
    return released;
  }

  /** Notes for whoever handed a file in that it is no good as a whole. */
  public void rejected(String dropped, String source, Exception problem) throws IOException {
    ledger.submissions().rejected(source, Digests.of(Path.of(dropped)), Causes.inWords(problem));
  }

  /** Forgets what was taken in of a file that turned out to be no good. */
  public void discard(Submission submission) throws IOException {
    submission.close();
    if (!submission.isKnown()) {
      ledger.discard(submission.request().no());
    }
  }
}
