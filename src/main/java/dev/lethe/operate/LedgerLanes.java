package dev.lethe.operate;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneNews;
import dev.lethe.lane.LaneStatus;
import dev.lethe.ledger.LaneLoad;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.util.List;
import java.util.Map;

/**
 * The lanes as the ledger knows them, beside a service or without one. What is asked for is noted;
 * a service that runs hears it within a second, another one at its start.
 */
final class LedgerLanes implements LaneDesk {
  private final Vendors vendors;
  private final LaneLoads loads;
  private final Ledger ledger;
  private final Trail trail;

  LedgerLanes(Vendors vendors, LaneLoads loads, Ledger ledger, Trail trail) {
    this.vendors = vendors;
    this.loads = loads;
    this.ledger = ledger;
    this.trail = trail;
  }

  @Override
  public List<LaneView> lanes() {
    Map<String, Event> news = LaneNews.of(ledger);
    Map<String, Event> stopped = LaneNews.stopped(ledger);
    return vendors.enabled().stream().map(vendor -> view(vendor, news, stopped)).toList();
  }

  private LaneView view(String vendor) {
    return view(loads.vendor(vendor), LaneNews.of(ledger), LaneNews.stopped(ledger));
  }

  private LaneView view(Vendor vendor, Map<String, Event> news, Map<String, Event> stopped) {
    Event stop = stopped.get(vendor.name());
    Event last = stop == null ? news.get(vendor.name()) : stop;
    Event closed = last != null && last.kind() != EventKind.LANE_OPENED ? last : null;
    LaneLoad load = loads.of(vendor.name());
    return new LaneView(
        vendor.name(),
        vendor.title(),
        stop == null ? "UNKNOWN" : LaneStatus.State.PAUSED.name(),
        stop != null,
        closed == null ? null : closed.said(),
        closed == null ? null : closed.code(),
        last == null ? null : last.at(),
        null,
        0,
        load.waiting(),
        load.oldestDue(),
        load.nextDue(),
        vendor.pace().rate(),
        List.of());
  }

  @Override
  public LaneView pause(String vendor, Decision decision) {
    loads.vendor(vendor);
    String by = Trail.by(decision);
    Event stop = LaneNews.stopped(ledger).get(vendor);
    if (stop != null) {
      throw new OperationException(
          Kind.CONFLICT, "Lane " + vendor + " is paused already: " + stop.said());
    }
    trail.note(
        EventKind.LANE_STOPPED,
        vendor,
        by,
        "lane " + vendor + " is paused by " + by + Trail.because(decision));
    return view(vendor);
  }

  @Override
  public LaneView resume(String vendor, Decision decision) {
    loads.vendor(vendor);
    String by = Trail.by(decision);
    Event last = LaneNews.of(ledger).get(vendor);
    if (LaneNews.stopped(ledger).containsKey(vendor)) {
      trail.note(
          EventKind.LANE_RELEASED,
          vendor,
          by,
          "lane " + vendor + " is let go by " + by + Trail.because(decision));
    } else if (last != null && last.kind() == EventKind.LANE_HALTED) {
      String reason = decision.reason().strip();
      trail.note(
          EventKind.RESUME_ASKED, vendor, by, reason.isEmpty() ? "No reason given." : reason);
    } else {
      throw new OperationException(
          Kind.CONFLICT,
          last == null
              ? "Lane " + vendor + " is not halted."
              : "Lane " + vendor + " is not halted. The last that was heard of it: " + last.said());
    }
    return view(vendor);
  }

  @Override
  public ProbeView probe(String vendor, Decision decision) {
    loads.vendor(vendor);
    throw new OperationException(
        Kind.NO_SERVICE, "Only a running service can try a vendor: start Lethe, then ask again.");
  }
}
