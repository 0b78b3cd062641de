package dev.lethe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.LedgerFigures.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFiguresTest extends WithLedger {
  private static final Instant NOW = LedgerFixture.NOW;

  private final Path folder;

  SqliteFiguresTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), LedgerContract.CLOCK);
  }

  @Test
  void anEmptyLedgerHasNothingOpen() {
    assertThat(ledger.figures(NOW)).isEqualTo(new LedgerFigures(Map.of(), 0, Map.of()));
  }

  @Test
  void freshRowsRowsThatComeUpAgainAndThoseUnderWayAreToldApart() {
    LedgerFixture.released(ledger, "a-1", LedgerFixture.items(10, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 6, NOW);
    ledger.settle("b1", LedgerFixture.deleted(claimed.subList(0, 1)), NOW);
    Instant later = NOW.plus(Duration.ofHours(1));
    ledger.settle(
        "b2", List.of(LedgerFixture.again(claimed.get(1), ItemState.UNKNOWN, later)), NOW);

    LedgerFigures figures = ledger.figures(NOW);

    // Ten came in, one is deleted; four have never been claimed, one waits, four are under way.
    assertThat(figures.open()).isEqualTo(9);
    assertThat(figures.requests()).isEqualTo(Map.of(RequestState.OPEN, 1L));
    assertThat(Objects.requireNonNull(figures.lanes().get("yunke")).items()).isEqualTo(5);
  }

  @Test
  void theOldestIsTheOneThatHasBeenDueLongest() {
    LedgerFixture.released(ledger, "a-1", LedgerFixture.items(1, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 1, NOW);
    Instant due = NOW.plusSeconds(60);
    ledger.settle("b", List.of(LedgerFixture.again(claimed.get(0), ItemState.PENDING, due)), NOW);

    assertThat(ledger.figures(NOW).lanes().get("yunke")).isEqualTo(new Waiting(1, null));
    assertThat(ledger.figures(NOW.plusSeconds(61)).lanes().get("yunke"))
        .isEqualTo(new Waiting(1, due));
  }

  @Test
  void whatIsHeldDoesNotWaitInALane() {
    RequestRecord request = ledger.begin(LedgerFixture.newRequest("a-1"));
    ledger.accept(request.no(), LedgerFixture.items(3, "yunke"));
    ledger.release(request.no(), true, NOW);

    LedgerFigures figures = ledger.figures(NOW);

    assertThat(figures.requests()).isEqualTo(Map.of(RequestState.HELD, 1L));
    assertThat(figures.open()).isEqualTo(3);
    assertThat(figures.lanes()).isEmpty();
  }
}
