package dev.lethe.meter;

import dev.lethe.ledger.ItemState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * The rows of one vendor that got their outcome since the start: {@code lethe.items} by outcome, and
 * {@code lethe.dead.letters}. A subject that stands twice in a file is one row here.
 */
final class Outcomes {
  private static final String ROWS = "rows";

  private final Counter[] byState = new Counter[ItemState.values().length];
  private final boolean[] deadLetter = new boolean[byState.length];
  private final Counter deadLetters;

  Outcomes(MeterRegistry registry, String vendor) {
    for (ItemState state : ItemState.values()) {
      if (state.isFinal()) {
        byState[state.ordinal()] = counter(registry, vendor, state);
        deadLetter[state.ordinal()] = state.isDeadLetter();
      }
    }
    this.deadLetters =
        Counter.builder("lethe.dead.letters")
            .description("Rows that failed for good, since the start")
            .baseUnit(ROWS)
            .tag(Tag.VENDOR, vendor)
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String vendor, ItemState state) {
    return Counter.builder("lethe.items")
        .description("Rows that got their outcome, since the start")
        .baseUnit(ROWS)
        .tag(Tag.VENDOR, vendor)
        .tag("outcome", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .register(registry);
  }

  /** Counts those that are final. */
  void add(int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && byState[i] != null) {
        add(i, counts[i]);
      }
    }
  }

  /** Counts rows of one outcome. */
  void add(ItemState outcome, long rows) {
    add(outcome.ordinal(), rows);
  }

  private void add(int ordinal, long rows) {
    byState[ordinal].increment(rows);
    if (deadLetter[ordinal]) {
      deadLetters.increment(rows);
    }
  }
}
