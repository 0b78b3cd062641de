package dev.lethe.operate;

import dev.lethe.TestClock;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Rejection;
import dev.lethe.settings.BoundSettings;
import dev.lethe.settings.LetheSettings;
import dev.lethe.vendor.Vendors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A home with a ledger and operations on it, without a service; nobody takes files in. */
final class OperateHome implements AutoCloseable {
  final TestClock clock = new TestClock();
  final Path home;
  final Ledger ledger;
  final LedgerOperations operations;

  OperateHome(Path home, String... settings) {
    this.home = home;
    this.ledger = SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"), clock);
    this.operations = operations(ledger, settings);
  }

  /** Operations on a ledger that may fail. */
  LedgerOperations operations(Ledger ofTest, String... settings) {
    String[] all =
        BoundSettings.tencentArgs(
            Stream.concat(Stream.of("--lethe.home=" + home), Stream.of(settings))
                .toArray(String[]::new));
    LetheSettings bound = BoundSettings.engine(BoundSettings.DELIVERED, all);
    Vendors vendors = BoundSettings.vendors(BoundSettings.DELIVERED, all);
    return new LedgerOperations(new Surroundings(bound, vendors, ofTest, clock, null));
  }

  Submitted submit(LedgerOperations to, String name, @Nullable String key, String content)
      throws IOException {
    return to.submit(
        new Submission(name, null, key, null, "ann"),
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** A request whose rows all failed. */
  RequestRecord failed(String id, int rows) {
    return failed(id, IntStream.rangeClosed(1, rows).mapToObj(row -> id + "-" + row).toList());
  }

  RequestRecord failed(String id, List<String> subjects) {
    RequestRecord request =
        ledger.begin(new NewRequest(id, id + ".csv", "0f".repeat(32), clock.instant()));
    ledger.accept(
        request.no(),
        IntStream.range(0, subjects.size())
            .mapToObj(
                row ->
                    new NewItem(
                        row + 1,
                        "nobody",
                        null,
                        subjects.get(row),
                        null,
                        new Rejection("unknown-vendor", "No."),
                        0))
            .toList());
    return ledger.release(request.no(), false, clock.instant());
  }

  /** Every file below the inbox, hidden ones too, by its path there. */
  List<String> inbox() {
    Path inbox = home.resolve("inbox");
    if (!Files.exists(inbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(inbox)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> inbox.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Operations after a crash: a new process on the same home. */
  LedgerOperations restarted() throws IOException {
    LedgerOperations after = operations(ledger);
    after.begin();
    after.finish();
    return after;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
