package dev.lethe.bench.hot;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ledger in a file, flushed at each commit, with one caller: so nothing is committed together.
 * The unit is a row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 30)
@Measurement(iterations = 50)
public class LedgerBenchmark {
  private static final int CHUNK = 1000;
  private static final int CLAIM = 800;
  private static final int BATCH = 100;

  /** As many as all shots of a run claim, and some more. */
  private static final int ROWS = 100_000;

  private static final String LANE = "tencent-im";
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final DueItem.Progress DONE = new DueItem.Progress(1, 0, false, false, 0, "0");

  private Path folder = Path.of("");
  private SqliteLedger ledger = closed();
  private long growing;
  private int row;
  private List<DueItem> claimed = List.of();
  private int settled;

  @SuppressWarnings("NullAway") // JMH calls open() before anything else.
  private static SqliteLedger closed() {
    return null;
  }

  /** Opens a ledger with rows that are due, and one request that still grows. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory(Path.of(System.getProperty(HotProgram.FOLDER)), "ledger");
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"));
    RequestRecord due = begin("due");
    for (int first = 1; first <= ROWS; first += CHUNK) {
      ledger.accept(due.no(), items(first));
    }
    ledger.release(due.no(), false, NOW);
    growing = begin("growing").no();
    claimed = ledger.claim(LANE, (30 + 50) * BATCH, NOW);
  }

  private RequestRecord begin(String id) {
    return ledger.begin(new NewRequest(id, id + ".csv", "0f".repeat(32), NOW));
  }

  private static List<NewItem> items(int first) {
    return IntStream.range(first, first + CHUNK)
        .mapToObj(row -> new NewItem(row, LANE, LANE, "user-" + row, null, null, 0))
        .toList();
  }

  /** Removes it again. */
  @TearDown
  public void close() throws IOException {
    ledger.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Makes a chunk of 1,000 durable. */
  @Benchmark
  @OperationsPerInvocation(CHUNK)
  public void a_row_accepted_by_the_ledger() {
    ledger.accept(growing, items(row + 1));
    row += CHUNK;
  }

  /** Claims 800. */
  @Benchmark
  @OperationsPerInvocation(CLAIM)
  public List<DueItem> a_row_claimed_from_the_ledger() {
    return ledger.claim(LANE, CLAIM, NOW);
  }

  /** Settles a batch of 100. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void a_row_settled_in_the_ledger() {
    List<Settlement> batch =
        claimed.subList(settled, settled + BATCH).stream()
            .map(item -> new Settlement(item.key(), ItemState.DELETED, null, null, "DELETED", DONE))
            .toList();
    ledger.settle("batch-" + settled, batch, NOW);
    settled += BATCH;
  }
}
