package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.event.EventLog;
import dev.lethe.health.Level;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerFaults;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.sandbox.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The disk, the inbox and the ledger fail while one file is being worked on and another is dropped:
 * taking in stops once, health says why, nothing is lost or sent twice, and it goes on by itself.
 */
class StorageFaultsTest {
  private static final int UNDER_WAY = 1_500;
  private static final int DROPPED = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          told.add(event.getFormattedMessage());
        }
      };

  // After the start, which sets logging up anew.
  private void listen() {
    Logger log = (Logger) LoggerFactory.getLogger(EventLog.class);
    ear.setContext(log.getLoggerContext());
    ear.start();
    log.addAppender(ear);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(EventLog.class)).detachAppender(ear);
  }

  @Test
  void the_inbox_vanishes_with_its_share_and_comes_back() throws Exception {
    try (RunningLethe lethe = start()) {
      work(lethe);
      Path share = Files.move(home.resolve("inbox"), home.resolve("share"));

      awaitStopped(lethe, Part.INBOX, "is not there");
      Files.writeString(share.resolve("dropped.csv"), rows("dropped", DROPPED));
      awaitFinished(lethe, "under-way", UNDER_WAY);
      assertThat(home.resolve("inbox")).doesNotExist();
      Files.move(share, home.resolve("inbox"));

      assertAllWell(lethe);
    }
  }

  @Test
  void the_inbox_is_replaced_by_the_empty_folder_it_was_mounted_on() throws Exception {
    try (RunningLethe lethe = start()) {
      work(lethe);
      Path share = Files.move(home.resolve("inbox"), home.resolve("share"));
      Files.createDirectory(home.resolve("inbox"));

      awaitStopped(lethe, Part.INBOX, "is not the folder that it was");
      Files.writeString(share.resolve("dropped.csv"), rows("dropped", DROPPED));
      Files.delete(home.resolve("inbox"));
      Files.move(share, home.resolve("inbox"));

      assertAllWell(lethe);
    }
  }

  @Test
  void files_cannot_be_moved_out_of_the_inbox() throws Exception {
    try (RunningLethe lethe = start()) {
      work(lethe);
      Path done = home.resolve("inbox/.done");
      Files.move(done, home.resolve("done-away"));
      Files.writeString(done, "a file where the folder has to be");
      lethe.drop("dropped.csv", rows("dropped", DROPPED));

      awaitStopped(lethe, Part.INBOX, ".done");
      assertThat(home.resolve("inbox/dropped.csv")).exists();
      Files.delete(done);
      Files.move(home.resolve("done-away"), done);

      assertAllWell(lethe);
    }
  }

  @Test
  void another_process_keeps_the_ledger_locked() throws Exception {
    try (RunningLethe lethe = start();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger.db"));
        Statement statement = other.createStatement()) {
      work(lethe);
      statement.execute("begin immediate");
      lethe.drop("dropped.csv", rows("dropped", DROPPED));

      awaitStopped(lethe, Part.LEDGER, "locked by another process");
      assertThat(Objects.requireNonNull(lethe.health().of(Part.LEDGER).trouble()).mend())
          .contains("fuser");
      awaitNoCallUnderWay(lethe);
      long calls = lethe.tencent().calls().calls(CallKind.DELETE);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> balanced(lethe) && lethe.tencent().calls().calls(CallKind.DELETE) == calls);
      statement.execute("rollback");

      assertAllWell(lethe);
    }
  }

  @Test
  void the_ledger_cannot_grow() throws Exception {
    try (RunningLethe lethe = start()) {
      work(lethe);
      LedgerFaults.leaveRoom(lethe.ledger(), 3);
      lethe.drop("dropped.csv", rows("dropped", DROPPED));

      awaitStopped(lethe, Part.LEDGER, "the disk is full");
      awaitBalanced(lethe, () -> Files.exists(home.resolve("inbox/dropped.csv")));
      LedgerFaults.leaveAllRoom(lethe.ledger());

      assertAllWell(lethe);
    }
  }

  @Test
  void the_disk_is_full() throws Exception {
    Path disk = smallDisk(24);
    try (RunningLethe lethe =
        start(
            "--lethe.ledger.url=jdbc:sqlite:" + disk.resolve("ledger.db"),
            "--lethe.intake.min-free=8MB")) {
      work(lethe);
      Path others = Files.write(disk.resolve("others"), new byte[17 << 20]);
      lethe.drop("dropped.csv", rows("dropped", DROPPED));

      awaitStopped(lethe, Part.DISK, "lethe.intake.min-free");
      awaitFinished(lethe, "under-way", UNDER_WAY);
      assertThat(home.resolve("inbox/dropped.csv")).exists();
      Files.delete(others);

      assertAllWell(lethe);
    } finally {
      unmount(disk);
    }
  }

  @Test
  void the_disk_is_full_to_the_last_byte() throws Exception {
    Path disk = smallDisk(8);
    try (RunningLethe lethe =
        start(
            "--lethe.ledger.url=jdbc:sqlite:" + disk.resolve("ledger.db"),
            "--lethe.intake.min-free=0")) {
      work(lethe);
      fill(disk);
      lethe.drop("dropped.csv", rows("dropped", DROPPED));

      awaitStopped(lethe, Part.LEDGER, "ledger");
      Files.delete(disk.resolve("others"));

      assertAllWell(lethe);
    } finally {
      unmount(disk);
    }
  }

  @Test
  void a_damage_that_shows_up_ends_all_writing_and_the_next_start_is_refused() throws Exception {
    Path file = home.resolve("ledger.db");
    String url = "jdbc:sqlite:" + file;
    List<NewItem> items =
        IntStream.rangeClosed(1, 30_000)
            .mapToObj(
                row -> new NewItem(row, "tencent-im", "tencent-im", "user-" + row, null, null, 0))
            .toList();
    try (Ledger before = SqliteLedger.open(url)) {
      RequestRecord request =
          before.begin(new NewRequest("old", "old.csv", "0f".repeat(32), Instant.now()));
      before.accept(request.no(), items);
      before.release(request.no(), false, Instant.now());
    }
    byte[] damaged;
    long sent;
    try (RunningLethe lethe = start()) {
      await().atMost(PATIENCE).until(() -> lethe.tencent().calls().calls(CallKind.DELETE) >= 2);
      LedgerFaults.overwrite(file, 0.3, 0.9);

      await().atMost(PATIENCE).until(() -> lethe.health().of(Part.INTAKE).level() == Level.DOWN);
      assertThat(Objects.requireNonNull(lethe.health().of(Part.LEDGER).trouble()).inWords())
          .contains("damaged", "docs/operations.md");
      damaged = Files.readAllBytes(file);
      lethe.drop("dropped.csv", rows("dropped", 10));
      awaitNoCallUnderWay(lethe);
      sent = lethe.tencent().calls().calls(CallKind.DELETE);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> lethe.tencent().calls().calls(CallKind.DELETE) == sent);
      assertThat(home.resolve("inbox/dropped.csv")).exists();
      assertThat(told).filteredOn(line -> line.startsWith("intake stopped")).hasSize(1);
      assertThat(told).filteredOn(line -> line.startsWith("intake goes on")).isEmpty();
    }
    assertThat(file).hasBinaryContent(damaged);
    assertThat(home.resolve("ledger.db-wal")).isNotEmptyFile();

    try (LetheProcess again = LetheProcess.start(home, List.of("-Xmx256m"))) {
      await().atMost(PATIENCE).until(() -> !again.isAlive());
      assertThat(again.log())
          .contains("lethe cannot start: The ledger " + file + " is damaged")
          .contains("copy the file", "A damaged ledger")
          .doesNotContain("Exception");
    }
    assertThat(file).hasBinaryContent(damaged);
  }

  private RunningLethe start(String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "--lethe.vendors.tencent-im.rate=10",
                    "--lethe.vendors.tencent-im.concurrency=2"),
                Stream.of(more))
            .toArray(String[]::new);
    RunningLethe lethe = RunningLethe.start(home, arguments);
    listen();
    return lethe;
  }

  /** Drops the first file and waits until it is being sent. */
  private static void work(RunningLethe lethe) {
    lethe.drop("under-way.csv", rows("under-way", UNDER_WAY));
    await().atMost(PATIENCE).until(() -> lethe.tencent().calls().calls(CallKind.DELETE) >= 2);
  }

  /** Waits for the end of calls that went out before the ledger was known to fail. */
  private static void awaitNoCallUnderWay(RunningLethe lethe) {
    await()
        .atMost(PATIENCE)
        .until(() -> lethe.lanes().statuses().stream().allMatch(status -> status.inFlight() == 0));
  }

  private static void awaitStopped(RunningLethe lethe, Part part, String why) {
    awaitBalanced(lethe, () -> lethe.health().of(Part.INTAKE).level() == Level.DOWN);
    assertThat(lethe.health().of(part).level()).isEqualTo(Level.DOWN);
    assertThat(lethe.health().of(part).trouble())
        .extracting(Trouble::reason)
        .asString()
        .contains(why);
  }

  private void assertAllWell(RunningLethe lethe) {
    awaitFinished(lethe, "under-way", UNDER_WAY);
    awaitFinished(lethe, "dropped", DROPPED);
    await().atMost(PATIENCE).until(() -> lethe.health().of(Part.INTAKE).level() == Level.UP);
    assertThat(lethe.health().of(Part.LEDGER).level()).isEqualTo(Level.UP);
    assertThat(told).filteredOn(line -> line.startsWith("intake stopped")).hasSize(1);
    assertThat(told).filteredOn(line -> line.startsWith("intake goes on")).hasSize(1);
    lethe.awaitEmptyInbox();
    assertThat(lethe.tencent().calls().violations()).isEmpty();
  }

  private static void awaitFinished(RunningLethe lethe, String stem, int rows) {
    awaitBalanced(lethe, () -> finished(lethe, stem));
    List<NamedCsvRecord> lines = lethe.outcomes(stem);
    assertThat(lines).hasSize(rows);
    for (int row = 1; row <= rows; row++) {
      NamedCsvRecord line = lines.get(row - 1);
      String subject = stem + "-" + row;
      assertThat(line.getField("row")).isEqualTo(Integer.toString(row));
      assertThat(line.getField("subject")).isEqualTo(subject);
      assertThat(line.getField("outcome")).isEqualTo("DELETED");
      assertThat(lethe.tencent().calls().timesSent(subject)).isEqualTo(1);
    }
    assertThat(lethe.balance(stem).byVendor().get("tencent-im"))
        .isEqualTo(Map.of(ItemState.DELETED, (long) rows));
  }

  private static boolean finished(RunningLethe lethe, String stem) {
    return lethe.ledger().requests(100).stream()
        .anyMatch(request -> request.id().startsWith(stem + "-") && request.reportedAt() != null);
  }

  /** Waits, and looks at the books each time. */
  private static void awaitBalanced(RunningLethe lethe, Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> balanced(lethe) && condition.call());
  }

  private static boolean balanced(RunningLethe lethe) {
    for (RequestRecord request : lethe.ledger().requests(100)) {
      assertThat(lethe.ledger().balance(request.no()).holds()).isTrue();
    }
    return true;
  }

  private static String rows(String stem, int count) {
    StringBuilder csv = new StringBuilder("vendor,subject\n");
    for (int row = 1; row <= count; row++) {
      csv.append("tencent-im,").append(stem).append('-').append(row).append('\n');
    }
    return csv.toString();
  }

  /** A disk of so many megabytes, where the machine lets us have one. */
  private Path smallDisk(int megabytes) throws Exception {
    Path disk = Files.createDirectory(home.resolve("disk"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.toString());
    Assumptions.assumeTrue(mounted, "this machine lets us mount nothing");
    return disk;
  }

  private static void unmount(Path disk) throws Exception {
    assertThat(run("umount", "-l", disk.toString())).isTrue();
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void fill(Path disk) throws IOException {
    try (var out = Files.newOutputStream(disk.resolve("others"))) {
      while (true) {
        out.write(new byte[1 << 12]);
      }
    } catch (IOException full) {
      assertThat(disk.toFile().getUsableSpace()).isLessThan(1 << 13);
    }
  }
}
