package dev.lethe.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RunKind;
import dev.lethe.ledger.RunRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.ReconcilePlan;
import dev.lethe.settings.ReconcilePlan.OfVendor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock starts at 8 o'clock. */
class AgendaTest {
  private static final String NIGHTLY = "0 0 3 * * ?";
  private static final String NOON = "0 0 12 * * ?";
  private static final Duration DAY = Duration.ofDays(1);

  private final TestClock clock = new TestClock();
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void vendorsWithOneScheduleMakeOneRun() {
    Agenda agenda = agenda();
    assertThat(agenda.schedules())
        .isEqualTo(Map.of(NIGHTLY, List.of("digelao", "yunke"), NOON, List.of("tencent-im")));
    assertThat(agenda.next()).isNull();

    agenda.fired(NIGHTLY);
    agenda.fired(NOON);
    agenda.fired(NIGHTLY);
    RunRecord first = next(agenda);
    ledger.runs().end(first.no(), "CLEAN", clock.instant());
    RunRecord second = next(agenda);
    ledger.runs().end(second.no(), "CLEAN", clock.instant());

    assertThat(first.about()).containsExactly("digelao", "yunke");
    assertThat(first.kind()).isEqualTo(RunKind.SCHEDULED);
    assertThat(second.about()).containsExactly("tencent-im");
    assertThat(agenda.next()).isNull();
  }

  @Test
  void aRunThatWasCutOffGoesFirst() {
    RunRecord cutOff = next(fired(agenda()));
    Agenda afterRestart = fired(agenda());

    RunRecord again = next(afterRestart);

    assertThat(again.no()).isEqualTo(cutOff.no());
    assertThat(again.resumed()).isTrue();
  }

  @Test
  void aMissedRunIsMadeOnceAtTheStart() {
    RunRecord run = next(fired(agenda()));
    ledger.runs().end(run.no(), "CLEAN", clock.instant());

    clock.advance(Duration.ofHours(18));
    assertThat(agenda().next()).isNull();
    clock.advance(DAY.multipliedBy(5));
    Agenda late = agenda();
    RunRecord missed = next(late);
    ledger.runs().end(missed.no(), "CLEAN", clock.instant());

    assertThat(missed.about()).containsExactly("digelao", "yunke");
    assertThat(late.next()).isNull();
    assertThat(agenda().next()).isNull();
  }

  @Test
  void aHomeThatNeverHadARunMissedOneIfItHadRequestsBefore() {
    ledger.begin(new NewRequest("leavers", "leavers.csv", "0f".repeat(32), clock.instant()));
    assertThat(agenda().next()).isNull();

    clock.advance(Duration.ofHours(20));

    assertThat(agenda().next()).isNotNull();
  }

  @Test
  void anOrderIsKeptUntilARunAnswersIt() {
    ledger.note(ReconcileOrder.of(List.of("yunke"), "ann", clock.instant()));
    long event = ledger.lastEvent();
    ledger.note(ReconcileOrder.of(List.of(), "bob", clock.instant()));

    RunRecord first = next(agenda());
    ledger.runs().end(first.no(), "CLEAN", clock.instant());
    Agenda afterRestart = agenda();
    RunRecord second = next(afterRestart);
    ledger.runs().end(second.no(), "CLEAN", clock.instant());

    assertThat(first.about()).containsExactly("yunke");
    assertThat(first.askedBy()).isEqualTo("ann");
    assertThat(ledger.runs().answering(event)).map(RunRecord::no).contains(first.no());
    assertThat(second.about()).containsExactly("digelao", "tencent-im", "yunke");
    assertThat(afterRestart.next()).isNull();
  }

  private Agenda agenda() {
    Map<String, OfVendor> vendors =
        Map.of(
            "yunke", new OfVendor(DAY, false, NIGHTLY),
            "digelao", new OfVendor(DAY, false, NIGHTLY),
            "tencent-im", new OfVendor(DAY, false, NOON));
    return new Agenda(
        ledger,
        new ReconcilePlan(ZoneOffset.UTC, NIGHTLY, DAY, DAY, DAY, DAY, DAY, false, vendors),
        clock,
        true);
  }

  private static Agenda fired(Agenda agenda) {
    agenda.fired(NIGHTLY);
    return agenda;
  }

  private static RunRecord next(Agenda agenda) {
    return Objects.requireNonNull(agenda.next());
  }
}
