package dev.lethe.ledger;

import dev.lethe.event.Event;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in one SQLite file, the embedded one: for one engine, beside which short-lived
 * processes (an approval on the command line) may write too.
 *
 * <p>Writes go through one thread that commits whatever waits together, and are flushed to the disk
 * before the call returns ({@code synchronous=FULL}). Reads have connections of their own. Times
 * are kept in milliseconds.
 */
public final class SqliteLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLedger.class);

  private final SqliteFile file;
  private final Clock clock;
  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final SqliteEvidence evidence;
  private final SqliteIntake intake;
  private final SqliteClaims claims;
  private final Checks checks;
  private final Runs runs;

  private SqliteLedger(
      SqliteFile file, Connection connection, Clock clock, SqliteFailures failures) {
    SqliteLanes lanes = new SqliteLanes();
    this.file = file;
    this.clock = clock;
    this.intake = new SqliteIntake(lanes);
    this.claims = new SqliteClaims(lanes);
    this.writer =
        new SqliteWriter(
            new SqliteSession(connection),
            new SqliteSameFile(file.path()),
            failures,
            lanes::forget);
    this.readers = new SqliteReaders(file, failures);
    this.evidence = new SqliteEvidence(readers);
    this.checks = new SqliteChecks(writer, readers);
    this.runs = new SqliteRuns(writer, readers);
  }

  /** {@link #open(String, Clock)} with the system's clock. */
  public static SqliteLedger open(String jdbcUrl) {
    return open(jdbcUrl, Clock.systemUTC());
  }

  /**
   * Opens the ledger and brings its tables up to date; makes file and folder where they are
   * missing.
   *
   * @param jdbcUrl {@code jdbc:sqlite:<path>}
   * @param clock says when a row was rejected
   * @throws LedgerException if the file is no ledger, is damaged, or cannot be written
   */
  public static SqliteLedger open(String jdbcUrl, Clock clock) {
    return open(new SqliteFile(jdbcUrl), clock);
  }

  /**
   * As {@link #open(String, Clock)}.
   *
   * @param watcher hears, in the thread that called, of every failure of the ledger itself
   */
  public static SqliteLedger open(String jdbcUrl, Clock clock, Consumer<LedgerException> watcher) {
    return open(new SqliteFile(jdbcUrl), clock, watcher);
  }

  static SqliteLedger open(SqliteFile file, Clock clock) {
    return open(file, clock, unwatched -> {});
  }

  private static SqliteLedger open(
      SqliteFile file, Clock clock, Consumer<LedgerException> watcher) {
    SqliteFailures failures = new SqliteFailures(file.path(), watcher);
    try {
      file.createFolder();
      file.requireWhole();
      Connection connection = file.openWriter();
      try {
        SqliteSchema.migrate(file);
        return new SqliteLedger(file, connection, clock, failures);
      } catch (FlywayException e) {
        connection.close();
        throw new LedgerException(
            "The tables of the ledger "
                + file.path()
                + " cannot be brought up to date. No row was changed. "
                + e.getMessage(),
            e);
      }
    } catch (SQLException | IOException e) {
      throw failures.of(e);
    }
  }

  @Override
  public RequestRecord begin(NewRequest request) {
    RequestRecord begun = writer.write(session -> intake.begin(session, request));
    sweep();
    return begun;
  }

  @Override
  public Writing beginAccept(long requestNo, List<NewItem> items) {
    for (NewItem item : items) {
      if (item.row() < 1 || (item.lane() == null && item.rejection() == null)) {
        throw new IllegalArgumentException("Row " + item.row() + " has no lane and no rejection");
      }
    }
    Instant now = clock.instant();
    return writer.begin(session -> intake.accept(session, requestNo, items, now));
  }

  @Override
  public Optional<StoredSubject> subject(long requestNo, int row) {
    return readers.read(session -> SqliteReads.subject(session, requestNo, row));
  }

  @Override
  public void discard(long requestNo) {
    writer.write(session -> intake.discard(session, requestNo));
    sweep();
  }

  /** Removes what is left of forgotten requests; whatever fails here is done the next time. */
  private void sweep() {
    try {
      while (readers.read(SqliteIntake::isSweepDue)) {
        writer.write(intake::sweep); // a slice, so that whoever else waits gets in between
      }
    } catch (LedgerException e) {
      LOG.warn("Rows of a discarded request are still to be removed: {}", e.getMessage());
    }
  }

  @Override
  public RequestRecord release(long requestNo, Caps caps, Instant now) {
    return writer.write(session -> SqliteDecisions.release(session, requestNo, caps, now));
  }

  @Override
  public Map<String, Caps.LaneUse> uses(Collection<String> lanes, Caps caps, Instant now) {
    return readers.snapshot(session -> SqliteCaps.uses(session, lanes, caps, now));
  }

  @Override
  public List<RequestRecord> withContent(String sha256) {
    return readers.read(session -> SqliteRequests.withContent(session, sha256));
  }

  @Override
  public Optional<RequestRecord> approve(String requestId, String by, String reason, Instant now) {
    return writer.write(session -> SqliteDecisions.approve(session, requestId, by, reason, now));
  }

  @Override
  public Optional<RequestRecord> cancel(String requestId, String by, String reason, Instant now) {
    return writer.write(session -> SqliteDecisions.cancel(session, requestId, by, reason, now));
  }

  @Override
  public int due(String lane, int most, Instant now) {
    return readers.snapshot(session -> SqliteReads.due(session, lane, most, now));
  }

  @Override
  public List<DueItem> claim(String lane, int most, boolean freshFirst, Instant now) {
    return writer.write(session -> claims.claim(session, lane, most, freshFirst, now)).items();
  }

  @Override
  public void settle(String batch, List<Settlement> settlements, Instant now) {
    for (Settlement settlement : settlements) {
      boolean again =
          settlement.state() == ItemState.PENDING || settlement.state() == ItemState.UNKNOWN;
      if (!again && !settlement.state().isFinal()) {
        throw new IllegalArgumentException("An item cannot be settled as " + settlement.state());
      }
      if (again != (settlement.due() != null)) {
        throw new IllegalArgumentException("An item has a due time if and only if it comes again");
      }
    }
    if (!settlements.isEmpty()) {
      List<SqliteFate.Group> groups = SqliteFate.groups(settlements);
      writer.write(session -> SqliteSettlements.settle(session, batch, groups, now));
    }
  }

  @Override
  public long recover(Instant now) {
    long recovered = writer.write(session -> SqliteClaims.recover(session, now));
    sweep();
    return recovered;
  }

  @Override
  public int dueBy(Instant latest) {
    return writer.write(session -> SqliteClaims.dueBy(session, latest));
  }

  @Override
  public Optional<RequestRecord> request(String requestId) {
    return evidence.request(requestId);
  }

  @Override
  public LedgerFigures figures(Instant now) {
    return readers.snapshot(session -> SqliteFigures.read(session, now));
  }

  @Override
  public List<RequestRecord> requests(int most) {
    return readers.read(session -> SqliteRequests.newest(session, most));
  }

  @Override
  public Balance balance(long requestNo) {
    return evidence.balance(requestNo);
  }

  @Override
  public boolean hasFailed(long requestNo) {
    return evidence.hasFailed(requestNo);
  }

  @Override
  public Optional<RequestRecord> nextUnreported() {
    return readers.read(SqliteRequests::nextUnreported);
  }

  @Override
  public List<RequestRecord> unreported(int most) {
    return readers.read(session -> SqliteRequests.unreported(session, most));
  }

  @Override
  public void reported(long requestNo, Instant now) {
    writer.write(session -> SqliteDecisions.reported(session, requestNo, now));
  }

  @Override
  public OutcomeCursor outcomes(long requestNo) {
    return evidence.outcomes(requestNo);
  }

  @Override
  public List<AttemptRecord> attempts(long requestNo, int row) {
    return evidence.attempts(requestNo, row);
  }

  @Override
  public void note(Event event) {
    writer.write(session -> SqliteEvents.note(session, event));
  }

  @Override
  public List<NotedEvent> events(long after, int most) {
    return readers.read(session -> SqliteEvents.after(session, after, most));
  }

  @Override
  public long lastEvent() {
    return readers.read(SqliteEvents::last);
  }

  @Override
  public ReceiptRecord receipt(long requestNo, Instant writtenAt, ReceiptText text) {
    Optional<ReceiptRecord> known = receipt(requestNo);
    if (known.isPresent()) {
      return known.get();
    }
    ReceiptRecord last = readers.read(SqliteReceipts::last).orElse(null);
    SqliteReceipts.Draft draft = SqliteReceipts.draft(last, requestNo, text);
    return writer.write(session -> SqliteReceipts.add(session, requestNo, writtenAt, draft, text));
  }

  @Override
  public boolean retire(Instant finalBefore, Pseudonyms pseudonyms, Instant now) {
    Optional<SqliteRetention.Slice> slice =
        readers.snapshot(session -> SqliteRetention.next(session, finalBefore, pseudonyms));
    if (slice.isPresent()) {
      writer.write(session -> SqliteRetention.write(session, slice.get(), now));
      if (slice.get().last()) {
        LOG.info("request {} retired: its subjects are keyed hashes now", slice.get().requestId());
      }
      return true;
    }
    if (readers.snapshot(session -> SqliteRetention.isScrubDue(session, now))) {
      int requests = writer.outside(session -> SqliteRetention.scrub(file));
      LOG.info("ledger rewritten: nothing is left in it of {} retired request(s)", requests);
    }
    return false;
  }

  @Override
  public Optional<ReceiptRecord> receipt(long requestNo) {
    return evidence.receipt(requestNo);
  }

  @Override
  public List<ReceiptRecord> receipts(long after, int most) {
    return evidence.receipts(after, most);
  }

  @Override
  public Optional<String> withoutReceipt() {
    return evidence.withoutReceipt();
  }

  @Override
  public boolean hasRetired() {
    return evidence.hasRetired();
  }

  @Override
  public List<FoundRow> find(String vendor, String subject, @Nullable Pseudonyms pseudonyms) {
    return evidence.find(vendor, subject, pseudonyms);
  }

  @Override
  public void probe() {
    writer.write(SqliteScrap::write);
    writer.write(SqliteScrap::remove);
  }

  /** For tests that need something of the very connection that writes. */
  <T> T inWriter(SqliteSession.Work<T> work) {
    return writer.write(work);
  }

  @Override
  public Checks checks() {
    return checks;
  }

  @Override
  public Runs runs() {
    return runs;
  }

  @Override
  public Submissions submissions() {
    return new SqliteSubmissions(writer, readers);
  }

  @Override
  public Replays replays() {
    return new SqliteReplays(writer, readers);
  }

  @Override
  public Callbacks callbacks() {
    return new SqliteCallbacks(writer, readers);
  }

  @Override
  public Overview overview() {
    return evidence.overview();
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
