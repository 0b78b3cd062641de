package dev.lethe.meter;

import dev.lethe.ledger.ItemState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of one vendor that got their outcome since the start: {@code lethe.items} by outcome,
 * and {@code lethe.dead.letters}. A subject that stands twice in a file is one row here.
 */
final class Outcomes {
  private static final String ROWS = "rows";

  private final Map<ItemState, Counter> byOutcome = new EnumMap<>(ItemState.class);
  private final Counter deadLetters;

  Outcomes(MeterRegistry registry, String vendor) {
    for (ItemState state : ItemState.values()) {
      if (state.isFinal()) {
        byOutcome.put(state, counter(registry, vendor, state));
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

  /** Counts rows of one state, if that is an outcome. */
  void add(ItemState state, double rows) {
    Counter counter = byOutcome.get(state);
    if (counter != null) {
      counter.increment(rows);
    }
    if (state.isDeadLetter()) {
      deadLetters.increment(rows);
    }
  }
}
