package dev.lethe.lane;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of all enabled vendors. */
public final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Consumer<Event> events;
  private final Clock clock;

  /**
   * One lane for each enabled vendor.
   *
   * @param canVerify whether a vendor has a verify route; asked when a lane runs, not before
   * @param ledgerWorks whether the ledger can be written, as far as is known; asked before each
   *     claim and each call
   * @param events hears when a lane closes and opens
   * @param watches gives each lane what is told of its batches and calls
   */
  public Lanes(
      Vendors vendors,
      Predicate<Vendor> canVerify,
      Ledger ledger,
      BooleanSupplier ledgerWorks,
      TokenCache tokens,
      Consumer<Event> events,
      Function<Vendor, LaneWatch> watches,
      Clock clock) {
    this.events = events;
    this.clock = clock;
    for (Vendor vendor : vendors.enabled()) {
      lanes.put(
          vendor.name(),
          new Lane(
              vendor,
              () -> canVerify.test(vendor),
              ledger,
              ledgerWorks,
              tokens,
              events,
              watches.apply(vendor),
              clock));
    }
  }

  /** As above, watched by nobody. */
  public Lanes(
      Vendors vendors,
      Predicate<Vendor> canVerify,
      Ledger ledger,
      BooleanSupplier ledgerWorks,
      TokenCache tokens,
      Consumer<Event> events,
      Clock clock) {
    this(
        vendors, canVerify, ledger, ledgerWorks, tokens, events, vendor -> LaneWatch.none(), clock);
  }

  /** All lanes. */
  public Collection<Lane> all() {
    return lanes.values();
  }

  /**
   * The lane of an enabled vendor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Lane of(String vendor) {
    Lane lane = lanes.get(vendor);
    if (lane == null) {
      throw new IllegalArgumentException("there is no lane '" + vendor + "'");
    }
    return lane;
  }

  /** How all lanes are. */
  public List<LaneStatus> statuses() {
    return lanes.values().stream().map(Lane::status).toList();
  }

  /**
   * Says of lanes that were closed when the last process ended that they begin open.
   *
   * @param last what was heard of each lane last
   */
  public void begin(Map<String, Event> last) {
    for (String vendor : lanes.keySet()) {
      Event event = last.get(vendor);
      if (event != null && event.kind() != EventKind.LANE_OPENED) {
        events.accept(
            Event.of(
                clock.instant(),
                EventKind.LANE_OPENED,
                vendor,
                null,
                "lane " + vendor + " goes on: Lethe was started again."));
      }
    }
  }

  /**
   * Pauses and lets go as operators have said, whoever they told it.
   *
   * @param stopped the pause of each lane that is to be paused, by vendor
   */
  public void stopped(Map<String, Event> stopped) {
    for (Lane lane : lanes.values()) {
      String vendor = lane.vendor().name();
      Event stop = stopped.get(vendor);
      if (stop != null && lane.pauseByOperator(stop.said())) {
        LOG.warn("{} It sends nothing until 'resume'.", stop.said());
      } else if (stop == null && lane.endPauseByOperator()) {
        LOG.info("lane {} goes on: an operator's pause is over.", vendor);
      }
    }
  }

  /** Does what an operator asks for with {@link EventKind#RESUME_ASKED}. */
  public void resume(Event asked) {
    Lane lane = lanes.get(asked.about());
    if (lane == null) {
      LOG.warn("{} wants lane {} to resume, and there is no such lane.", asked.by(), asked.about());
    } else if (lane.resume()) {
      LOG.info("lane {} probes now, with one batch: {} asks for it.", asked.about(), asked.by());
    } else {
      LOG.info("lane {} is not halted; {} asks for nothing.", asked.about(), asked.by());
    }
  }

  /** Lets nothing more go out: Lethe is stopping. */
  public void stopping() {
    lanes.values().forEach(Lane::stopping);
  }
}
