package dev.lethe.sandbox;

import dev.lethe.intake.Inbox;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Drops a folder of example files into the inbox, shows on standard output how they get on, then
 * what became of every row and where the files are, and ends the process: with 0 if every row has
 * an outcome and the books balance.
 */
final class ExamplesRun implements ApplicationListener<ApplicationReadyEvent> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 200;

  private final Path examples;
  private final Path home;
  private final Ledger ledger;
  private final Inbox inbox;
  private final PrintStream out;

  ExamplesRun(Path examples, Path home, Ledger ledger, Inbox inbox, PrintStream out) {
    this.examples = examples;
    this.home = home;
    this.ledger = ledger;
    this.inbox = inbox;
    this.out = out;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    Thread thread =
        new Thread(
            () -> {
              int exit = runQuietly();
              ready.getApplicationContext().getBean(CamelContext.class).stop();
              System.exit(SpringApplication.exit(ready.getApplicationContext(), () -> exit));
            },
            "examples");
    thread.start();
  }

  private int runQuietly() {
    try {
      return run();
    } catch (IOException e) {
      out.println("the examples could not be run: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int run() throws IOException, InterruptedException {
    int dropped = drop();
    out.println(dropped + " files dropped into " + home.resolve("inbox"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    String shown = "";
    while (System.nanoTime() < end) {
      Progress progress = progress();
      String line = progress.line();
      if (!line.equals(shown)) {
        out.println(line);
        shown = line;
      }
      if (progress.filesLeft == 0 && progress.open == 0 && progress.unreported == 0) {
        table(progress);
        return progress.balanced ? 0 : 1;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    out.println("not finished after " + PATIENCE.toMinutes() + " minutes");
    return 1;
  }

  private int drop() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(examples)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Path target = inbox.folder().resolve(examples.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Path interim = target.resolveSibling(target.getFileName() + ".part");
      Files.copy(file, interim, StandardCopyOption.REPLACE_EXISTING);
      Files.move(interim, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return files.size();
  }

  private Progress progress() throws IOException {
    Progress progress = new Progress();
    try (Stream<Path> files = Files.walk(inbox.folder())) {
      progress.filesLeft =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !inbox.folder().relativize(file).startsWith(".done"))
              .filter(file -> !inbox.folder().relativize(file).startsWith(".rejected"))
              .count();
    }
    for (RequestRecord request : ledger.requests(1_000)) {
      Balance balance = ledger.balance(request.no());
      progress.add(request, balance);
    }
    return progress;
  }

  private void table(Progress progress) {
    List<ItemState> columns = Stream.of(ItemState.values()).filter(ItemState::isFinal).toList();
    out.println();
    out.printf("%-16s", "vendor");
    columns.forEach(column -> out.printf("%16s", column));
    out.println();
    progress.byVendor.forEach(
        (vendor, states) -> {
          out.printf("%-16s", vendor.length() > 15 ? vendor.substring(0, 14) + "…" : vendor);
          columns.forEach(column -> out.printf("%16d", states.getOrDefault(column, 0L)));
          out.println();
        });
    out.println();
    out.println(
        progress.rows
            + " rows in, "
            + progress.rows
            + (progress.balanced ? " explained: the books balance." : " NOT all explained."));
    out.println("outcomes and receipts: " + home.resolve("outbox"));
    out.println("failed rows:           " + home.resolve("dead-letter"));
    out.println("files taken in:        " + home.resolve("inbox/.done"));
    out.println(
        "files refused whole:   "
            + home.resolve("inbox/.rejected")
            + " (with the reason beside each)");
  }

  private static final class Progress {
    private final Map<String, Map<ItemState, Long>> byVendor = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private long filesLeft;
    private long rows;
    private long open;
    private long unreported;
    private boolean balanced = true;

    void add(RequestRecord request, Balance balance) {
      rows += balance.rows();
      open += balance.open();
      balanced &= balance.holds();
      unreported += request.reportedAt() == null ? 1 : 0;
      requests.add(request.id());
      balance
          .byVendor()
          .forEach(
              (vendor, states) ->
                  states.forEach(
                      (state, count) ->
                          byVendor
                              .computeIfAbsent(vendor, name -> new TreeMap<>())
                              .merge(state, count, Long::sum)));
    }

    String line() {
      long done = rows - open;
      int bar = rows == 0 ? 0 : (int) (20 * done / rows);
      return "[%s%s] %d of %d rows decided, %d files waiting"
          .formatted("#".repeat(bar), ".".repeat(20 - bar), done, rows, filesLeft);
    }
  }
}
