package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.intake.Intake;
import dev.lethe.intake.RowCheck;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.intake.Submission;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Row;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes files into a real ledger in the steps of the intake route, and checks after each that every
 * row is in the books, with the subject that it came with.
 */
final class TakingIn implements AutoCloseable {
  private static final int CHUNK = 7;
  private static final int NO_CAP = Integer.MAX_VALUE;

  private final Path home;
  private final String url;
  private final Vendors vendors;
  private final TestClock clock = new TestClock();
  private final Ledger ledger;
  private final Intake intake;
  private long files;
  private long rows;

  TakingIn(Path home) {
    this.home = home;
    this.url = "jdbc:sqlite:" + home.resolve("ledger.db");
    this.vendors =
        BoundSettings.vendors(
            BoundSettings.DELIVERED,
            BoundSettings.tencentArgs(
                "--lethe.vendors.yunke.base-url=http://localhost:1",
                "--lethe.vendors.yunke.api-access-id=id",
                "--lethe.vendors.yunke.api-access-secret=secret",
                "--lethe.vendors.sf-express.company-id=1",
                "--lethe.vendors.sf-express.sk=sk",
                "--lethe.vendors.longlonglong.user-id=0d9f3c1e-0000-4000-8000-00000000000a",
                "--lethe.vendors.longlonglong.token=token"));
    this.ledger = SqliteLedger.open(url, clock);
    this.intake = new Intake(ledger, new RowCheck(vendors), clock, CHUNK, noCap(vendors));
  }

  private static SafetyCaps noCap(Vendors vendors) {
    return SafetyCaps.unasked(NO_CAP, ZoneOffset.UTC, vendors);
  }

  /**
   * What became of a file.
   *
   * @param reason why it was refused, null if it was not
   * @param rows that were read of it
   * @param request null if it was refused
   */
  record Taken(@Nullable String reason, List<Row> rows, @Nullable RequestRecord request) {}

  Ledger ledger() {
    return ledger;
  }

  TestClock clock() {
    return clock;
  }

  Vendors vendors() {
    return vendors;
  }

  /** Takes a file in, and checks the books. */
  Taken take(Drop drop) throws IOException {
    String name = "f" + ++files + (drop.extension().isEmpty() ? "" : "." + drop.extension());
    String source = drop.folder().isEmpty() ? name : drop.folder() + "/" + name;
    Path file = home.resolve("inbox").resolve(source);
    Files.createDirectories(file.getParent());
    Files.write(file, drop.content());
    long before = newest();
    Taken taken = take(file, source);
    Files.delete(file);
    if (taken.request == null) {
      assertThat(newest()).as("requests kept of a refused file").isEqualTo(before);
    } else {
      checkBooks(taken.rows, taken.request);
    }
    return taken;
  }

  private long newest() {
    return ledger.requests(1).stream().mapToLong(RequestRecord::no).max().orElse(0);
  }

  private Taken take(Path file, String source) throws IOException {
    List<Row> all = new ArrayList<>();
    Submission submission = null;
    try {
      submission = intake.open(file.toFile(), source);
      for (Iterator<List<Row>> chunks = submission.chunks(); chunks.hasNext(); ) {
        List<Row> chunk = chunks.next();
        all.addAll(chunk);
        intake.accept(submission, chunk);
      }
      RequestRecord request = intake.release(submission);
      rows += all.size();
      return new Taken(null, all, request);
    } catch (UnreadableFileException | UncheckedIOException e) {
      Throwable refusal = e instanceof UncheckedIOException ? e.getCause() : e;
      assertThat(refusal).isInstanceOf(UnreadableFileException.class);
      if (submission != null) {
        intake.discard(submission);
      }
      return new Taken(refusal.getMessage(), List.of(), null);
    }
  }

  private void checkBooks(List<Row> read, RequestRecord request) {
    assertThat(request.rows()).isEqualTo(read.size());
    Map<List<String>, Row> firsts = new HashMap<>();
    Map<String, Map<ItemState, Long>> expected = new TreeMap<>();
    int open = 0;
    for (int i = 0; i < read.size(); i++) {
      Row row = read.get(i);
      assertThat(row.number()).isEqualTo(i + 1);
      Optional<Vendor> vendor = vendors.find(row.vendor().strip());
      boolean sent =
          row.defect() == null
              && vendor.filter(lane -> lane.refuses(row.subject()).isEmpty()).isPresent();
      String lane = vendor.map(Vendor::name).orElse("");
      Row first = sent ? firsts.putIfAbsent(List.of(lane, row.subject()), row) : row;
      open += first == null ? 1 : 0;
      expected
          .computeIfAbsent((first == null ? row : first).vendor(), name -> new TreeMap<>())
          .merge(sent ? ItemState.PENDING : ItemState.REJECTED, 1L, Long::sum);
      assertThat(ledger.subject(request.no(), i + 1))
          .hasValueSatisfying(
              stored -> {
                assertThat(stored.subject()).isEqualTo(row.subject());
                assertThat(stored.lane()).isEqualTo(lane);
              });
    }
    Balance balance = ledger.balance(request.no());
    assertThat(balance.holds()).as("books balance").isTrue();
    assertThat(balance.byVendor()).isEqualTo(expected);
    assertThat(request.state()).isEqualTo(open > 0 ? RequestState.OPEN : RequestState.FINAL);
  }

  /** That the ledger has not one row more or fewer than were taken in. */
  void checkTotal() throws SQLException {
    try (Connection sqlite = DriverManager.getConnection(url);
        ResultSet count = sqlite.createStatement().executeQuery("select count(*) from items")) {
      assertThat(count.getLong(1)).isEqualTo(rows);
    }
  }

  @Override
  public void close() {
    ledger.close();
  }
}
