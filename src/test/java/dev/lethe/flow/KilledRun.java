package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.flow.KillMoments.Aim;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.LedgerWitness;
import dev.lethe.ledger.LedgerWitness.Books;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.sandbox.sf.SfReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A run over all five vendors in which Lethe is killed ({@code kill -9}) and started again, over
 * and over. After each kill the ledger that is left is judged in a copy, so that it is Lethe itself
 * that recovers the one that it left; while it lives, its books are sampled from beside it. At the
 * end, every row must have the right outcome, once.
 */
final class KilledRun {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Plan plan;
  private final Path home;
  private final Path copies;
  private final List<FiveVendorsFile> files;
  private final ResultFiles results;
  private final BooksSampler books;
  private final Map<Aim, Integer> moments = new EnumMap<>(Aim.class);
  private int dropped;
  private int cutIntakes;
  private int cutFlights;
  private int cutResults;
  private int cutBetweenNames;

  /**
   * What is to be done.
   *
   * @param seed of the moments and of what goes wrong at the vendors
   * @param kills how often Lethe is killed
   * @param files how many files are dropped, one after the other
   * @param rows of each file
   */
  record Plan(long seed, int kills, int files, int rows, SfReading reading) {}

  /**
   * What was seen.
   *
   * @param moments how many kills were aimed at what
   * @param cutIntakes kills that left a request half read
   * @param cutFlights kills that left rows in flight
   * @param cutResults kills that left a result file half written
   * @param cutBetweenNames kills that left outcomes without their receipt
   * @param samples how often the books were read, after kills and beside the living
   */
  record Seen(
      Map<Aim, Integer> moments,
      int cutIntakes,
      int cutFlights,
      int cutResults,
      int cutBetweenNames,
      long samples,
      long calls,
      Map<String, Long> outcomes,
      Duration took) {}

  /** A run in a home that does not exist yet. */
  KilledRun(Plan plan, Path folder) {
    this.plan = plan;
    this.home = folder.resolve("home");
    this.copies = folder.resolve("copies");
    this.files =
        IntStream.range(0, plan.files())
            .mapToObj(file -> new FiveVendorsFile(plan.rows(), file * 1_000_000))
            .toList();
    this.results = new ResultFiles(home);
    this.books = new BooksSampler(home.resolve("ledger.db"));
  }

  /** Runs it and checks everything. */
  Seen run() throws Exception {
    long start = System.nanoTime();
    try (FiveVendors vendors = FiveVendors.start(files, plan.reading(), plan.seed())) {
      KillMoments kills =
          new KillMoments(plan.seed(), plan.kills(), plan.files(), vendors::calls, results, books);
      int intakes = 0;
      int sinceDrop = 0;
      List<Books> left = List.of();
      for (int kill = 1; kill <= plan.kills(); kill++) {
        int share = kills.othersLeft() / (plan.files() - dropped + 1);
        if (dropped < plan.files() && (allReported(left) || sinceDrop > share)) {
          drop();
          intakes = kills.intakesOfEach();
          sinceDrop = 0;
        }
        Aim aim = intakes-- > 0 ? Aim.INTAKE : kills.next(!allReported(left));
        sinceDrop++;
        left = live(kill, aim, kills, vendors);
      }
      while (dropped < plan.files()) {
        drop();
      }
      finish(vendors);
      return seen(vendors, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private boolean allReported(List<Books> left) {
    return left.size() == dropped
        && left.stream().allMatch(one -> one.request().reportedAt() != null);
  }

  private List<Books> live(int kill, Aim aim, KillMoments kills, FiveVendors vendors)
      throws Exception {
    Map<String, String> before = results.marks();
    try (LetheProcess lethe = start(vendors)) {
      BooksSampler.Watch watch = books.watch(lethe);
      try {
        Aim hit = kills.await(aim, lethe);
        assertThat(lethe.isAlive()).as("Lethe ended before kill %s", kill).isTrue();
        moments.merge(hit, 1, Integer::sum);
      } finally {
        lethe.kill();
        watch.stop();
      }
    }
    List<Books> left = examine("after kill " + kill);
    boolean written = !results.marks().equals(before);
    cutResults += written && !results.interim().isEmpty() ? 1 : 0;
    int outcomes = results.named("outbox", ".outcomes.csv").size();
    cutBetweenNames += outcomes > results.named("outbox", ".receipt.json").size() ? 1 : 0;
    return left;
  }

  /** Judges the ledger as it lies there, in a copy. */
  private List<Books> examine(String when) throws IOException, SQLException {
    Path ledger = home.resolve("ledger.db");
    if (!Files.exists(ledger) || Files.size(ledger) == 0) {
      return List.of();
    }
    Files.createDirectories(copies);
    Path copy = copies.resolve("ledger.db");
    for (String part : List.of("", "-wal")) {
      Path target = copies.resolve("ledger.db" + part);
      Files.deleteIfExists(target);
      Path source = home.resolve("ledger.db" + part);
      if (Files.exists(source)) {
        Files.copy(source, target);
      }
    }
    Files.deleteIfExists(copies.resolve("ledger.db-shm"));
    SqliteLedger.open("jdbc:sqlite:" + copy, Clock.systemUTC()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("pragma integrity_check")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).as("integrity of the ledger %s", when).isEqualTo("ok");
    }
    List<Books> left;
    try (LedgerWitness witness = LedgerWitness.open(copy)) {
      left = witness.books();
    }
    books.note(left);
    assertThat(books.wrong()).as(when).isEmpty();
    cutIntakes += any(left, one -> one.request().state() == RequestState.RECEIVING);
    cutFlights +=
        any(
            left,
            one ->
                one.balance().byVendor().values().stream()
                    .anyMatch(states -> states.containsKey(ItemState.SENT)));
    return left;
  }

  private static int any(List<Books> books, Predicate<Books> question) {
    return books.stream().anyMatch(question) ? 1 : 0;
  }

  private void finish(FiveVendors vendors) throws Exception {
    try (LetheProcess lethe = start(vendors)) {
      BooksSampler.Watch watch = books.watch(lethe);
      try {
        await().atMost(PATIENCE).until(() -> (lethe.isReady() && isDone()) || !lethe.isAlive());
        assertThat(lethe.terminate(10)).as("Lethe stops when it is told to").isTrue();
      } finally {
        lethe.kill();
        watch.stop();
      }
    }
    List<Books> left = examine("at the end");
    assertThat(left).hasSize(plan.files()).allMatch(one -> one.balance().open() == 0);
    assertThat(left).allMatch(one -> one.balance().rows() == plan.rows());
    vendors.checkTruth();
    checkFiles();
  }

  private boolean isDone() {
    boolean taken = Files.notExists(home.resolve("inbox").resolve(name(plan.files())));
    return (taken && allReported(books.last())) || !books.wrong().isEmpty();
  }

  private void checkFiles() throws IOException {
    assertThat(results.interim()).isEmpty();
    for (int file = 1; file <= plan.files(); file++) {
      String stem = name(file).replace(".csv", "-");
      List<NamedCsvRecord> lines = csv(only("outbox", stem, ".outcomes.csv"));
      files.get(file - 1).check(lines, true);
      long failed =
          lines.stream()
              .filter(line -> ItemState.valueOf(line.getField("outcome")).isDeadLetter())
              .count();
      assertThat(csv(only("dead-letter", stem, ".csv"))).hasSize((int) failed);
      JsonNode receipt =
          new ObjectMapper()
              .readTree(Files.readAllBytes(only("outbox", stem, ".receipt.json")))
              .get("counts");
      long counted = 0;
      for (JsonNode vendor : receipt) {
        for (JsonNode count : vendor) {
          counted += count.asLong();
        }
      }
      assertThat(counted).isEqualTo(plan.rows());
    }
    assertThat(results.named("outbox", ".csv")).hasSize(plan.files());
    assertThat(results.named("outbox", ".json")).hasSize(plan.files());
    try (var done = Files.list(home.resolve("inbox").resolve(".done"))) {
      assertThat(done).hasSize(plan.files());
    }
  }

  private Path only(String folder, String stem, String ending) {
    List<Path> found =
        results.named(folder, ending).stream()
            .filter(file -> file.getFileName().toString().startsWith(stem))
            .toList();
    assertThat(found).as("%s%s in %s", stem, ending, folder).hasSize(1);
    return found.get(0);
  }

  private static List<NamedCsvRecord> csv(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private Seen seen(FiveVendors vendors, Duration took) throws IOException {
    Map<String, Long> outcomes = new TreeMap<>();
    for (Path file : results.named("outbox", ".outcomes.csv")) {
      csv(file).forEach(line -> outcomes.merge(line.getField("outcome"), 1L, Long::sum));
    }
    return new Seen(
        moments,
        cutIntakes,
        cutFlights,
        cutResults,
        cutBetweenNames,
        books.samples(),
        vendors.calls(),
        outcomes,
        took);
  }

  private LetheProcess start(FiveVendors vendors) throws IOException {
    return LetheProcess.start(
        home, List.of("-Xmx256m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"), vendors.arguments());
  }

  private static String name(int file) {
    return "kills" + file + ".csv";
  }

  private void drop() throws IOException {
    dropped++;
    Path inbox = Files.createDirectories(home.resolve("inbox"));
    Path interim = home.resolve("dropping.csv");
    Files.writeString(interim, files.get(dropped - 1).csv());
    Files.move(interim, inbox.resolve(name(dropped)), StandardCopyOption.ATOMIC_MOVE);
  }
}
