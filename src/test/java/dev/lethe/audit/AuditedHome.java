package dev.lethe.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.outcome.RequestFiles;
import dev.lethe.request.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A home with a ledger, keys, and finished requests whose files are written. */
public final class AuditedHome implements AutoCloseable {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final String LANE = "yunke";

  private final Path home;
  private final TestClock clock = new TestClock();
  private final Ledger ledger;
  private final RequestFiles files;

  /** Makes one in an empty folder. */
  public AuditedHome(Path home) {
    this.home = home;
    this.ledger = SqliteLedger.open(url(), clock);
    this.files =
        new RequestFiles(
            ledger, home, new ObjectMapper(), ReceiptKeys.below(home).signing(false), clock);
  }

  String url() {
    return "jdbc:sqlite:" + home.resolve("ledger.db");
  }

  /** The ledger itself. */
  public Ledger ledger() {
    return ledger;
  }

  RequestFiles files() {
    return files;
  }

  /** Rows of one lane; those whose subject begins with {@code no} are refused. */
  public RequestRecord request(String id, String... subjects) {
    return request(
        id,
        IntStream.rangeClosed(1, subjects.length)
            .mapToObj(row -> item(row, subjects[row - 1]))
            .toList());
  }

  static NewItem item(int row, String subject) {
    return new NewItem(row, LANE, LANE, subject, null, null, 0);
  }

  static NewItem rejected(int row, String vendor, String subject) {
    return new NewItem(
        row, vendor, null, subject, "ref", new Rejection("unknown-vendor", "No such vendor."), 0);
  }

  RequestRecord request(String id, List<NewItem> items) {
    RequestRecord request = finished(id, items);
    try {
      files.writeDeadLetter(request);
      files.writeOutcomesAndReceipt(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ledger.reported(request.no(), clock.instant());
    return request;
  }

  RequestRecord finished(String id, List<NewItem> items) {
    RequestRecord request = ledger.begin(new NewRequest(id, id + ".csv", SHA, clock.instant()));
    ledger.accept(request.no(), items);
    ledger.release(request.no(), false, clock.instant());
    clock.advance(Duration.ofSeconds(5));
    List<Settlement> settlements = new ArrayList<>();
    for (DueItem due : ledger.claim(LANE, 100_000, clock.instant())) {
      settlements.add(settled(due));
    }
    ledger.settle("batch-" + id.toUpperCase(Locale.ROOT), settlements, clock.instant());
    return ledger.request(id).orElseThrow();
  }

  private static Settlement settled(DueItem item) {
    return item.subject().startsWith("no")
        ? new Settlement(
            item.key(), ItemState.REFUSED, null, "Says no.", "REFUSED", progress("70402"))
        : new Settlement(item.key(), ItemState.DELETED, null, null, "DELETED", progress("0"));
  }

  private static Progress progress(String code) {
    return new Progress(1, 1, true, false, 0, code);
  }

  /** Retires everything. */
  public void retire() {
    SubjectKey key = SubjectKey.below(home, ledger.hasRetired());
    clock.advance(Duration.ofDays(31));
    while (ledger.retire(clock.instant(), key, clock.instant())) {
      // the next slice
    }
  }

  /** Alters the ledger behind its back. */
  public void sql(String statement) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Path outcomes(String id) {
    return home.resolve("outbox").resolve(id + ".outcomes.csv");
  }

  Path receipt(String id) {
    return home.resolve("outbox").resolve(id + ".receipt.json");
  }

  Path deadLetter(String id) {
    return home.resolve("dead-letter").resolve(id + ".csv");
  }

  @Override
  public void close() {
    ledger.close();
  }
}
