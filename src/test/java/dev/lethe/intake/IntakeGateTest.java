package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.health.Health;
import dev.lethe.health.Level;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IntakeGateTest {
  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private final Health health = new Health(clock, List::of);
  private final List<Event> events = new ArrayList<>();
  private final FakeLook disk = new FakeLook(Part.DISK);
  private final FakeLook inbox = new FakeLook(Part.INBOX);
  private final IntakeGate gate =
      new IntakeGate(List.of(disk, inbox), health, events::add, clock, nanos::get);

  @Test
  void nothingIsToldWhileAllIsWell() throws Exception {
    assertThat(gate.isOpen()).isTrue();
    gate.pass();

    assertThat(events).isEmpty();
    assertThat(health.worst()).isEqualTo(Level.UP);
  }

  @Test
  void aFaultStopsItOnceHoweverLongItLasts() {
    disk.trouble = new Trouble("The disk is full.", "Free some space.");

    for (int poll = 0; poll < 1_000; poll++) {
      assertThat(gate.isOpen()).isFalse();
      pass(Duration.ofMillis(50));
    }

    assertThat(events).extracting(Event::kind).containsExactly(EventKind.INTAKE_STOPPED);
    assertThat(events.get(0).said()).contains("The disk is full. Free some space.");
    assertThat(events.get(0).code()).isEqualTo("disk");
    assertThat(health.of(Part.DISK).level()).isEqualTo(Level.DOWN);
    assertThat(health.of(Part.INTAKE).level()).isEqualTo(Level.DOWN);
    assertThat(health.of(Part.INBOX).level()).isEqualTo(Level.UP);
  }

  @Test
  void itGoesOnByItselfAndSaysWhatItWas() {
    disk.trouble = new Trouble("The disk is full.", "Free some space.");
    assertThat(gate.isOpen()).isFalse();
    disk.trouble = null;
    assertThat(gate.isOpen()).as("not before the next look").isFalse();

    pass(Duration.ofMillis(500));

    assertThat(gate.isOpen()).isTrue();
    assertThat(events)
        .extracting(Event::kind)
        .containsExactly(EventKind.INTAKE_STOPPED, EventKind.INTAKE_OPENED);
    assertThat(events.get(1).said()).contains("2026-03-01T08:00:00Z", "The disk is full.");
    assertThat(health.worst()).isEqualTo(Level.UP);
  }

  @Test
  void itStaysStoppedUntilTheLastFaultIsGone() {
    disk.trouble = new Trouble("The disk is full.", "Free some space.");
    inbox.trouble = new Trouble("The inbox is gone.", "Mount it.");
    assertThat(gate.isOpen()).isFalse();
    disk.trouble = null;
    pass(Duration.ofSeconds(10));

    assertThat(gate.isOpen()).isFalse();
    assertThat(health.of(Part.DISK).level()).isEqualTo(Level.UP);
    assertThat(health.of(Part.INTAKE).trouble())
        .isEqualTo(new Trouble("No file is taken in. The inbox is gone.", "Mount it."));

    inbox.trouble = null;
    pass(Duration.ofSeconds(10));
    assertThat(gate.isOpen()).isTrue();
    assertThat(events).hasSize(2);
  }

  @Test
  void looksGetRarerUpToTenSeconds() {
    disk.trouble = new Trouble("The disk is full.", "Free some space.");

    for (int second = 0; second < 600; second++) {
      assertThat(gate.isOpen()).isFalse();
      pass(Duration.ofSeconds(1));
    }

    assertThat(disk.looks).isBetween(60, 70);
    disk.trouble = null;
    pass(Duration.ofSeconds(10));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void aFileUnderWayStopsToo() throws Exception {
    assertThat(gate.isOpen()).isTrue();
    gate.pass();
    disk.trouble = new Trouble("The disk is full.", "Free some space.");
    pass(Duration.ofMillis(100));

    assertThatThrownBy(gate::pass)
        .isInstanceOf(IntakeStoppedException.class)
        .hasMessage("The disk is full.");
    disk.trouble = null;
    assertThatThrownBy(gate::pass).isInstanceOf(IntakeStoppedException.class);
    pass(Duration.ofSeconds(10));
    assertThat(gate.isOpen()).isTrue();
    assertThatCode(gate::pass).doesNotThrowAnyException();
  }

  @Test
  void aFailureOfOneFileAloneStopsNothing() {
    assertThat(gate.stopsFor()).isFalse();

    assertThat(disk.closely).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void whatOnlyShowsWhenItIsTriedOutStopsItTheMomentAFileFails() {
    inbox.troubleClosely = new Trouble("Nothing can be moved.", "Let it be written.");
    assertThat(gate.isOpen()).isTrue();

    assertThat(gate.stopsFor()).isTrue();

    pass(Duration.ofSeconds(10));
    assertThat(gate.isOpen()).as("it is tried out again").isFalse();
    assertThat(events).hasSize(1);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    clock.advance(time);
  }

  private static final class FakeLook implements Look {
    private final Part part;
    private @Nullable Trouble trouble;
    private @Nullable Trouble troubleClosely;
    private boolean closely;
    private int looks;

    FakeLook(Part part) {
      this.part = part;
    }

    @Override
    public Part part() {
      return part;
    }

    @Override
    public Optional<Trouble> look(boolean tryOut) {
      looks++;
      closely = tryOut;
      return Optional.ofNullable(tryOut && trouble == null ? troubleClosely : trouble);
    }
  }
}
