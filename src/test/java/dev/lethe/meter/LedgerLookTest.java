package dev.lethe.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.TestClock;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.LedgerFigures;
import dev.lethe.ledger.LedgerFigures.Waiting;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.SqliteLedger;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerLookTest {
  private final TestClock clock = new TestClock();
  private final AtomicInteger looks = new AtomicInteger();
  private boolean fails;
  private Ledger real;

  @BeforeEach
  void open(@TempDir Path folder) {
    real = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    RequestRecord request =
        real.begin(new NewRequest("a-1", "a.csv", "0f".repeat(32), clock.instant()));
    real.accept(request.no(), List.of(new NewItem(1, "yunke", "yunke", "anna", null, null, 0)));
    real.release(request.no(), false, clock.instant());
  }

  @AfterEach
  void close() {
    real.close();
  }

  @Test
  void whatWasSeenIsShownAndTheWaitGoesOnByTheClock() {
    try (LedgerLook look = new LedgerLook(ledger(0), clock)) {
      assertThat(look.backlog("yunke")).isNaN();

      look.look();
      clock.advance(Duration.ofSeconds(30));

      assertThat(look.backlog("yunke")).isEqualTo(7);
      assertThat(look.oldestDue("yunke")).isEqualTo(30);
      assertThat(look.backlog("digelao")).isZero();
      assertThat(look.oldestDue("digelao")).isZero();
      assertThat(look.difference()).isZero();
    }
  }

  @Test
  void readingTheGaugesDoesNotReadTheLedger() {
    try (LedgerLook look = new LedgerLook(ledger(0), clock)) {
      look.look();

      for (int scrape = 0; scrape < 100; scrape++) {
        look.backlog("yunke");
      }

      assertThat(looks).hasValue(1);
    }
  }

  @Test
  void rowsThatAreNotAccountedForAreTheDifference() {
    try (LedgerLook look = new LedgerLook(ledger(3), clock)) {
      look.look();

      assertThat(look.difference()).isEqualTo(3);
    }
  }

  @Test
  void whileTheLedgerFailsNothingIsShown() {
    try (LedgerLook look = new LedgerLook(ledger(0), clock)) {
      look.look();
      fails = true;

      await()
          .until(
              () -> {
                look.look(); // Not before it is time.
                return Double.isNaN(look.backlog("yunke"));
              });
    }
  }

  @Test
  void theBooksOfARealLedgerBalance() {
    try (LedgerLook look = new LedgerLook(real, clock)) {
      look.look();

      assertThat(look.difference()).isZero();
      assertThat(look.figures(seen -> (double) seen.open())).isEqualTo(1);
    }
  }

  private Ledger ledger(long missing) {
    LedgerFigures figures =
        new LedgerFigures(
            Map.of(RequestState.OPEN, 1L), 7, Map.of("yunke", new Waiting(7, clock.instant())));
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (fails) {
                throw new LedgerException("The disk is gone.");
              }
              return switch (method.getName()) {
                case "figures" -> {
                  looks.incrementAndGet();
                  yield figures;
                }
                case "requests" -> real.requests(10);
                case "balance" ->
                    new Balance(10, Map.of("yunke", Map.of(ItemState.PENDING, 10 - missing)));
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }
}
