package dev.lethe.meter;

import dev.lethe.intake.IntakeWatch;
import dev.lethe.ledger.ItemState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What comes in, in numbers: {@code lethe.files}, and of {@code lethe.items} the rows that are
 * rejected.
 */
public final class IntakeMeters implements IntakeWatch {
  private final MeterRegistry registry;
  private final Counter taken;
  private final Counter rejected;
  private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();

  /** Registers them. */
  public IntakeMeters(MeterRegistry registry) {
    this.registry = registry;
    this.taken = files("taken");
    this.rejected = files("rejected");
    outcomes("");
  }

  private Counter files(String result) {
    return Counter.builder("lethe.files")
        .description("Files that were taken in, or rejected as a whole, since the start")
        .baseUnit("files")
        .tag(Tag.RESULT, result)
        .register(registry);
  }

  @Override
  public void taken(Map<String, Long> rows) {
    taken.increment();
    rows.forEach((lane, n) -> outcomes(lane).add(ItemState.REJECTED, n.doubleValue()));
  }

  // A lane is a configured vendor's name, never what stands in a file.
  private Outcomes outcomes(String lane) {
    return outcomes.computeIfAbsent(
        lane, name -> new Outcomes(registry, name.isEmpty() ? Tag.NO_VENDOR : name));
  }

  @Override
  public void rejected() {
    rejected.increment();
  }
}
