package dev.lethe.meter;

import dev.lethe.health.Health;
import dev.lethe.health.Level;
import dev.lethe.health.Part;
import dev.lethe.lane.Lane;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.RequestState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How Lethe is, in numbers. What memory holds is asked for at each scrape; what only the ledger
 * knows is what {@link LedgerLook} saw last.
 */
public final class StateGauges {
  private static final State[] SHOWN = {State.OPEN, State.PAUSED, State.HALTED};

  private final MeterRegistry registry;

  /** Registers them. */
  public StateGauges(MeterRegistry registry, Lanes lanes, Health health, LedgerLook ledger) {
    this.registry = registry;
    lanes.all().forEach(this::lane);
    lanes.all().forEach(lane -> waiting(ledger, lane.vendor().name()));
    part(health, Part.INTAKE, "lethe.intake.open", "1 while files are taken in, else 0");
    part(health, Part.LEDGER, "lethe.ledger.writable", "1 while the ledger can be written, else 0");
    for (RequestState state : RequestState.values()) {
      if (state != RequestState.FINAL) {
        requests(ledger, state);
      }
    }
    Gauge.builder("lethe.open", ledger, look -> look.figures(f -> (double) f.open()))
        .description("Rows without an outcome, those under way included")
        .baseUnit("rows")
        .register(registry);
    Gauge.builder("lethe.books.difference", ledger, LedgerLook::difference)
        .description("Rows by which the books of unreported requests are out; 0 if they balance")
        .baseUnit("rows")
        .register(registry);
  }

  private void lane(Lane lane) {
    for (State state : SHOWN) {
      ofLane(
          "lethe.lane.state",
          "1 for the state that the lane is in, else 0",
          lane,
          it -> it.status().state() == state ? 1 : 0,
          "state",
          state.name().toLowerCase(Locale.ROOT));
    }
    ofLane(
        "lethe.calls.in.flight",
        "Calls to the vendor that are under way, or wait for their pace",
        lane,
        it -> it.status().inFlight());
  }

  private void ofLane(
      String name, String description, Lane lane, ToDoubleFunction<Lane> value, String... tags) {
    Gauge.builder(name, lane, value)
        .description(description)
        .tag(Tag.VENDOR, lane.vendor().name())
        .tags(tags)
        .register(registry);
  }

  private void waiting(LedgerLook ledger, String vendor) {
    Gauge.builder("lethe.backlog", ledger, look -> look.backlog(vendor))
        .description("Rows that wait for a call, now or later; those under way are not in it")
        .baseUnit("rows")
        .tag(Tag.VENDOR, vendor)
        .register(registry);
    Gauge.builder("lethe.oldest.due", ledger, look -> look.oldestDue(vendor))
        .description("How long the row has been due that has waited longest; 0 if none is due")
        .baseUnit("seconds")
        .tag(Tag.VENDOR, vendor)
        .register(registry);
  }

  private void part(Health health, Part part, String name, String description) {
    Gauge.builder(name, health, it -> it.of(part).level() == Level.DOWN ? 0 : 1)
        .description(description)
        .register(registry);
  }

  private void requests(LedgerLook ledger, RequestState state) {
    Gauge.builder(
            "lethe.requests",
            ledger,
            look -> look.figures(f -> (double) f.requests().getOrDefault(state, 0L)))
        .description("Requests that are not final, by state")
        .tag("state", state.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
