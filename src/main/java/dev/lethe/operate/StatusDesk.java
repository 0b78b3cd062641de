package dev.lethe.operate;

import dev.lethe.health.Health;
import dev.lethe.health.Level;
import dev.lethe.health.PartHealth;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How all of it is; counted anew no sooner than after two seconds. */
final class StatusDesk {
  private static final long FRESH_NANOS = 2_000_000_000L;

  /** Requests that are looked at; more are not open at once unless something else is amiss. */
  private static final int MOST_OPEN = 100_000;

  private final Ledger ledger;
  private final Books books;
  private final LaneDesk lanes;
  private final @Nullable Health health;
  private final @Nullable Instant startedAt;
  private final boolean dryRun;
  private final LongSupplier nanoTime;
  private @Nullable Counted counted;

  private record Counted(Map<String, Long> requests, long open, boolean balanced, long until) {}

  StatusDesk(
      Ledger ledger,
      Books books,
      LaneDesk lanes,
      @Nullable Health health,
      @Nullable Instant startedAt,
      boolean dryRun,
      LongSupplier nanoTime) {
    this.ledger = ledger;
    this.books = books;
    this.lanes = lanes;
    this.health = health;
    this.startedAt = startedAt;
    this.dryRun = dryRun;
    this.nanoTime = nanoTime;
  }

  /** See {@link Operations#status}. */
  StatusView status() {
    Counted now = counted();
    return new StatusView(
        version(),
        startedAt != null,
        dryRun,
        startedAt,
        parts(),
        now.requests(),
        now.open(),
        now.balanced());
  }

  private synchronized Counted counted() {
    Counted known = counted;
    if (known == null || nanoTime.getAsLong() - known.until() >= 0) {
      known = count();
      counted = known;
    }
    return known;
  }

  private Counted count() {
    Map<String, Long> requests = new TreeMap<>();
    ledger.overview().stages().forEach((stage, n) -> requests.put(stage.name(), n));
    long open = 0;
    boolean balanced = true;
    for (RequestRecord request : ledger.overview().unreported(MOST_OPEN)) {
      Balance balance = books.of(request);
      open += balance.open();
      balanced &= balance.holds();
    }
    return new Counted(requests, open, balanced, nanoTime.getAsLong() + FRESH_NANOS);
  }

  private List<StatusView.Part> parts() {
    Stream<StatusView.Part> own =
        health == null ? Stream.of() : health.all().stream().map(StatusDesk::part);
    List<StatusView.Part> parts = new ArrayList<>(own.toList());
    for (LaneView lane : lanes.lanes()) {
      String name = "lane:" + lane.vendor();
      if (parts.stream().noneMatch(part -> part.name().equals(name))) {
        parts.add(new StatusView.Part(name, level(lane).name(), lane.reason()));
      }
    }
    return parts;
  }

  private static StatusView.Part part(PartHealth part) {
    Trouble trouble = part.trouble();
    return new StatusView.Part(
        part.part(), part.level().name(), trouble == null ? null : trouble.inWords());
  }

  private static Level level(LaneView lane) {
    return switch (lane.state()) {
      case "HALTED" -> Level.DOWN;
      case "PAUSED", "STOPPING" -> Level.DEGRADED;
      case "UNKNOWN" -> lane.reason() == null ? Level.UP : Level.DEGRADED;
      default -> Level.UP;
    };
  }

  private static String version() {
    String version = StatusDesk.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
