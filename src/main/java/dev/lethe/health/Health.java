package dev.lethe.health;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How Lethe is, part by part. Whoever notices that something does not work, or works again, says so
 * here; whoever wants to know asks here. Any thread may do both.
 */
public final class Health {
  private final Clock clock;
  private final Supplier<List<HealthSource>> sources;
  private final Map<Part, PartHealth> parts = new EnumMap<>(Part.class);

  /**
   * Everything is up.
   *
   * @param sources further parts, asked for each time
   */
  public Health(Clock clock, Supplier<List<HealthSource>> sources) {
    this.clock = clock;
    this.sources = sources;
    for (Part part : Part.values()) {
      parts.put(part, new PartHealth(part.label(), Level.UP, clock.instant(), null));
    }
  }

  /** Says that a part works. */
  public void up(Part part) {
    set(part, Level.UP, null);
  }

  /** Says that a part does not work as it should. */
  public void degraded(Part part, Trouble trouble) {
    set(part, Level.DEGRADED, trouble);
  }

  /** Says that a part does not work. */
  public void down(Part part, Trouble trouble) {
    set(part, Level.DOWN, trouble);
  }

  private synchronized void set(Part part, Level level, @Nullable Trouble trouble) {
    PartHealth before = of(part);
    parts.put(
        part,
        new PartHealth(
            part.label(),
            level,
            before.level() == level ? before.since() : clock.instant(),
            trouble));
  }

  /** How a part is. */
  public synchronized PartHealth of(Part part) {
    PartHealth known = parts.get(part);
    if (known == null) {
      throw new IllegalStateException("no health is kept of " + part);
    }
    return known;
  }

  /** How all parts are, those of the sources last. */
  public List<PartHealth> all() {
    List<PartHealth> all;
    synchronized (this) {
      all = new ArrayList<>(parts.values());
    }
    sources.get().forEach(source -> all.addAll(source.parts()));
    return all;
  }

  /** The level of the part that is worst off. */
  public Level worst() {
    return all().stream().map(PartHealth::level).max(Comparator.naturalOrder()).orElse(Level.UP);
  }
}
