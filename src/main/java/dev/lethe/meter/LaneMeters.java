package dev.lethe.meter;

import dev.lethe.lane.Batch;
import dev.lethe.lane.LaneWatch;
import dev.lethe.lane.Settled;
import dev.lethe.ledger.Settlement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What one lane does, in numbers: {@code lethe.items}, {@code lethe.dead.letters}, {@code
 * lethe.retries}, {@code lethe.batch.size}, {@code lethe.vendor.call} and {@code lethe.logins}. All
 * meters are resolved when the lane is made, so that a batch costs a few additions.
 */
public final class LaneMeters implements LaneWatch {
  private static final Duration[] CALL_BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };
  private static final double[] SIZE_BUCKETS = {1, 10, 25, 50, 75, 100, 250, 500, 1000};

  private final MeterRegistry registry;
  private final String vendor;
  private final Outcomes outcomes;
  private final Counter retries;
  private final DistributionSummary sizes;
  private final Counter loginsMade;
  private final Counter loginsFailed;
  private final Map<String, Timer> calls = new ConcurrentHashMap<>();
  private final Trip trip = new Counting();

  /** Counts for the lane of that vendor. */
  public LaneMeters(MeterRegistry registry, String vendor) {
    this.registry = registry;
    this.vendor = vendor;
    this.outcomes = new Outcomes(registry, vendor);
    this.retries =
        Counter.builder("lethe.retries")
            .description("Rows that were sent or asked for and come up again, since the start")
            .baseUnit("rows")
            .tag(Tag.VENDOR, vendor)
            .register(registry);
    this.sizes =
        DistributionSummary.builder("lethe.batch.size")
            .description("Rows in one batch that was sent")
            .baseUnit("rows")
            .tag(Tag.VENDOR, vendor)
            .serviceLevelObjectives(SIZE_BUCKETS)
            .register(registry);
    this.loginsMade = logins("made");
    this.loginsFailed = logins("failed");
    timer(ANSWERED);
  }

  private Counter logins(String result) {
    return Counter.builder("lethe.logins")
        .description("Tokens that were asked for, because there was none or it was about to end")
        .tag(Tag.VENDOR, vendor)
        .tag(Tag.RESULT, result)
        .register(registry);
  }

  @Override
  public Trip begins(Batch batch) {
    sizes.record(batch.items().size());
    return trip;
  }

  @Override
  public void called(String result, long nanos) {
    timer(result).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String result) {
    return calls.computeIfAbsent(result, this::newTimer);
  }

  private Timer newTimer(String result) {
    // A status is a number of the vendor's choice.
    String known = result.startsWith("http-") ? result.substring(0, 6) + "xx" : result;
    return Timer.builder("lethe.vendor.call")
        .description("How long HTTP calls to the vendor take, by how they ended")
        .tag(Tag.VENDOR, vendor)
        .tag(Tag.RESULT, known)
        .serviceLevelObjectives(CALL_BUCKETS)
        .register(registry);
  }

  @Override
  public void leftOut(List<Settlement> settled) {
    Settled.runs(settled, outcomes::add);
  }

  @Override
  public void loggedIn(boolean made) {
    (made ? loginsMade : loginsFailed).increment();
  }

  /** The same for every batch: nothing is kept of one. */
  private final class Counting implements Trip {
    @Override
    public void called(String result, long nanos) {
      LaneMeters.this.called(result, nanos);
    }

    @Override
    public void settled(Settled settled) {
      int again = 0;
      for (Settlement item : settled.items()) {
        if (!item.state().isFinal() && item.verdict() != null) {
          again++;
        }
      }
      Settled.runs(settled.items(), outcomes::add);
      if (again > 0) {
        retries.increment(again);
      }
    }

    @Override
    public void notSent() {
      // Its rows are where they were.
    }
  }
}
