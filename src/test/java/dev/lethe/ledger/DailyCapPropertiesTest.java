package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.springframework.util.FileSystemUtils;

/** Whatever is asked for on whatever day, no day goes beyond its cap without an approval. */
final class DailyCapPropertiesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int MOST = 20;
  private static final Caps CAPS = new Caps(1_000, Map.of("yunke", (long) MOST), Map.of(), ZONE);

  /**
   * A moment of the history.
   *
   * @param what 0 to 4 release a request, 5 and 6 approve one that is held, 7 cancels one
   * @param rows of a request; which of the held ones
   * @param hours that pass before
   */
  record Step(int what, int rows, int hours) {}

  @Property(tries = 60)
  void noDayGoesBeyondItsCapWithoutAnApproval(
      @ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> whats,
      @ForAll @Size(value = 40) List<@IntRange(max = 25) Integer> rows,
      @ForAll @Size(value = 40) List<@IntRange(max = 9) Integer> hours)
      throws IOException {
    Path folder = Files.createTempDirectory("lethe-caps");
    try (Ledger ledger =
        SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), LedgerContract.CLOCK)) {
      Model model = new Model(ledger);
      for (int i = 0; i < whats.size(); i++) {
        model.take(new Step(whats.get(i), rows.get(i), hours.get(i)), "r-" + i);
      }
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  /** What must come of it, counted by hand. */
  private static final class Model {
    private final Ledger ledger;
    private final Map<LocalDate, Integer> released = new HashMap<>();
    private final Map<LocalDate, Integer> unapproved = new HashMap<>();
    private final List<RequestRecord> held = new ArrayList<>();
    private Instant now = NOW;

    Model(Ledger ledger) {
      this.ledger = ledger;
    }

    void take(Step step, String id) {
      now = now.plus(Duration.ofHours(step.hours()));
      LocalDate day = now.atZone(ZONE).toLocalDate();
      if (step.what() < 5) {
        release(id, step.rows(), day);
      } else if (!held.isEmpty()) {
        RequestRecord one = held.remove(step.rows() % held.size());
        if (step.what() < 7) {
          ledger.approve(one.id(), "ann", "checked", now);
          released.merge(day, (int) one.rows(), Integer::sum);
        } else {
          ledger.cancel(one.id(), "ann", "no", now);
        }
      }
      assertThat(unapproved.getOrDefault(day, 0)).isLessThanOrEqualTo(MOST);
      assertThat(ledger.uses(List.of("yunke"), CAPS, now))
          .containsEntry("yunke", new Caps.LaneUse(released.getOrDefault(day, 0), 0));
    }

    private void release(String id, int rows, LocalDate day) {
      RequestRecord begun = ledger.begin(newRequest(id));
      ledger.accept(begun.no(), items(rows, "yunke"));

      RequestRecord request = ledger.release(begun.no(), CAPS, now);

      boolean fits = released.getOrDefault(day, 0) + rows <= MOST;
      if (rows == 0) {
        assertThat(request.state()).isEqualTo(RequestState.FINAL);
      } else if (fits) {
        assertThat(request.state()).isEqualTo(RequestState.OPEN);
        released.merge(day, rows, Integer::sum);
        unapproved.merge(day, rows, Integer::sum);
      } else {
        assertThat(request.state()).isEqualTo(RequestState.HELD);
        held.add(request);
      }
    }
  }
}
