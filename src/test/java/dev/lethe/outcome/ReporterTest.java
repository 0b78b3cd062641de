package dev.lethe.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.health.Health;
import dev.lethe.health.Level;
import dev.lethe.health.Part;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished requests whose files cannot be written, among others. */
final class ReporterTest {
  private final Exception full = new IOException("No space left on device");

  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private final Health health = new Health(clock, List::of);
  private Ledger ledger;
  private Reporter reporter;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    reporter = new Reporter(ledger, clock, health, nanos::get);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void oneThatFailsLetsTheOthersGoOn() {
    RequestRecord bad = finished("bad");
    RequestRecord good = finished("good");

    assertThat(next()).isEqualTo("bad");
    assertThat(reporter.failed(bad, full)).contains("No space left");

    assertThat(next()).isEqualTo("good");
    reporter.reported(good);
    assertThat(next()).isNull();
    finished("later");
    assertThat(next()).isEqualTo("later");
  }

  @Test
  void oneThatFailsIsTriedEverMoreSlowly() {
    RequestRecord bad = finished("bad");
    int tries = 0;
    for (int second = 0; second < 600; second++) {
      if ("bad".equals(next())) {
        tries++;
        reporter.failed(bad, full);
      }
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    assertThat(tries).isBetween(13, 16);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(next()).isEqualTo("bad");
  }

  @Test
  void healthSaysWhoseFilesAreMissingUntilAllAreThere() {
    RequestRecord one = finished("one");
    RequestRecord two = finished("two");
    reporter.failed(one, full);
    reporter.failed(two, full);
    assertThat(health.of(Part.RECEIPTS).level()).isEqualTo(Level.DEGRADED);
    assertThat(health.of(Part.RECEIPTS).trouble())
        .satisfies(trouble -> assertThat(trouble.reason()).contains("2 finished requests", "two"));

    reporter.reported(one);
    assertThat(health.of(Part.RECEIPTS).level()).isEqualTo(Level.DEGRADED);
    reporter.reported(two);

    assertThat(health.of(Part.RECEIPTS).level()).isEqualTo(Level.UP);
  }

  private @Nullable String next() {
    RequestRecord next = reporter.next();
    return next == null ? null : next.id();
  }

  private RequestRecord finished(String id) {
    RequestRecord request =
        ledger.begin(new NewRequest(id, id + ".csv", "0f".repeat(32), clock.instant()));
    Rejection rejection = new Rejection("unknown-vendor", "There is no such vendor.");
    ledger.accept(
        request.no(), List.of(new NewItem(1, "nobody", null, "somebody", null, rejection, 0)));
    return ledger.release(request.no(), false, clock.instant());
  }
}
