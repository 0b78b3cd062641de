package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.TokenCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LanesTest {

  private final TestClock clock = new TestClock();
  private final List<Event> events = new ArrayList<>();
  private Ledger ledger;
  private Lanes lanes;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    lanes =
        new Lanes(
            BoundSettings.vendors(BoundSettings.DELIVERED, BoundSettings.tencentArgs()),
            vendor -> true,
            ledger,
            () -> true,
            new TokenCache(clock),
            events::add,
            clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void theStatusesAreThoseOfAllLanes() {
    assertThat(lanes.statuses())
        .extracting(LaneStatus::vendor, LaneStatus::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("tencent-im", State.OPEN));
  }

  @Test
  void aLaneThatWasClosedWhenTheLastProcessEndedIsSaidToBeOpen() {
    note(EventKind.LANE_PAUSED, "tencent-im");
    note(EventKind.LANE_OPENED, "tencent-im");
    note(EventKind.LANE_HALTED, "tencent-im");
    note(EventKind.LANE_HALTED, "long-gone");

    lanes.begin(LaneNews.of(ledger));

    assertThat(events)
        .singleElement()
        .extracting(Event::kind, Event::about)
        .containsExactly(EventKind.LANE_OPENED, "tencent-im");
  }

  @Test
  void aLaneThatWasOpenIsNoNews() {
    note(EventKind.LANE_HALTED, "tencent-im");
    note(EventKind.LANE_OPENED, "tencent-im");

    lanes.begin(LaneNews.of(ledger));

    assertThat(events).isEmpty();
  }

  @Test
  void anOperatorsWordReachesItsLaneAndNoOther() {
    LaneGate gate = lanes.of("tencent-im").gate();
    gate.haltForGood(new LaneGate.Reason("Wrong password.", "20004"));

    lanes.resume(asked("nobody"));
    assertThat(gate.isProbeDue()).isFalse();
    lanes.resume(asked("tencent-im"));

    assertThat(gate.isProbeDue()).isTrue();
  }

  private Event asked(String vendor) {
    return Event.asked(clock.instant(), EventKind.RESUME_ASKED, vendor, "ann", "Mended.");
  }

  private void note(EventKind kind, String vendor) {
    ledger.note(Event.of(clock.instant(), kind, vendor, "71000", "lane " + vendor + " …"));
  }
}
