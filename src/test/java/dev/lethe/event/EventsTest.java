package dev.lethe.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Event HALTED =
      Event.of(Instant.EPOCH, EventKind.LANE_HALTED, "tencent-im", "71000", "lane halted");

  @Test
  void a_listener_that_fails_keeps_nobody_else_from_hearing() {
    List<Event> heard = new ArrayList<>();
    Events events =
        new Events(
            List.of(
                event -> {
                  throw new IllegalStateException("the disk is full");
                },
                heard::add));

    events.accept(HALTED);

    assertThat(heard).containsExactly(HALTED);
  }

  @Test
  void an_event_that_somebody_asked_for_says_who() {
    Event asked =
        Event.asked(Instant.EPOCH, EventKind.RESUME_ASKED, "tencent-im", "ann", "try now");

    assertThat(asked.by()).isEqualTo("ann");
    assertThat(HALTED.by()).isNull();
  }
}
