package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.SqliteLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrdersTest {

  private final TestClock clock = new TestClock();
  private final List<String> done = new ArrayList<>();
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
  void whatWasAskedBeforeTheStartIsOver() {
    ask("before");
    Orders orders = orders();

    orders.look();

    assertThat(done).isEmpty();
  }

  @Test
  void eachThingThatIsAskedIsDoneOnce() {
    Orders orders = orders();
    ask("first");
    orders.look();
    ask("second");
    ledger.note(Event.of(clock.instant(), EventKind.LANE_HALTED, "other", null, "Not asked."));
    orders.look();
    orders.look();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void manyAreDoneInOneLook() {
    Orders orders = orders();
    for (int i = 0; i < 250; i++) {
      ask("vendor-" + i);
    }

    orders.look();

    assertThat(done).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void oneThatFailsKeepsNoOtherFromBeingDone() {
    Orders orders = orders();
    ask("broken");
    ask("fine");

    orders.look();

    assertThat(done).containsExactly("fine");
  }

  private Orders orders() {
    return new Orders(
        ledger,
        Map.of(
            EventKind.RESUME_ASKED,
            event -> {
              if (event.about().equals("broken")) {
                throw new IllegalStateException("It does not work.");
              }
              done.add(event.about());
            }));
  }

  private void ask(String vendor) {
    ledger.note(
        Event.asked(clock.instant(), EventKind.RESUME_ASKED, vendor, "ann", "No reason given."));
  }
}
