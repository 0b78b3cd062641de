package dev.lethe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusedSignInsTest {
  private final TestClock clock = new TestClock();
  private final List<Event> events = new ArrayList<>();
  private final RefusedSignIns refused =
      new RefusedSignIns(clock, name -> name.equals("ann"), events::add);

  @Test
  void aRefusalIsToldOnceAMinuteForEachUser() {
    for (int second = 0; second < 120; second++) {
      refused.note("ann", "10.0.0.1", "wrong-password");
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(events).hasSize(2);
    assertThat(events.get(0).kind()).isEqualTo(EventKind.LOGIN_REFUSED);
    assertThat(events.get(0).about()).isEqualTo("ann");
    assertThat(events.get(0).said()).contains("10.0.0.1");
  }

  @Test
  void aNameThatNobodyHasIsNeverShown() {
    refused.note("my-password-in-the-wrong-field", "10.0.0.1", "wrong-password");
    refused.note("another-one", "10.0.0.1", "wrong-password");

    assertThat(events).hasSize(1);
    assertThat(events.toString()).doesNotContain("my-password").contains("an unknown user");
  }
}
