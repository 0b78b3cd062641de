package dev.lethe.operate;

import dev.lethe.event.EventKind;
import dev.lethe.lane.Lane;
import dev.lethe.lane.LaneNews;
import dev.lethe.lane.LaneStatus;
import dev.lethe.lane.Lanes;
import dev.lethe.lane.VendorProbe;
import dev.lethe.ledger.LaneLoad;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.vendor.Vendor;
import java.util.List;

/** The lanes of this service. */
final class ServiceLanes implements LaneDesk {
  private final Lanes lanes;
  private final LaneLoads loads;
  private final Ledger ledger;
  private final VendorProbe probe;
  private final boolean dryRun;
  private final Trail trail;

  ServiceLanes(
      Lanes lanes, LaneLoads loads, Ledger ledger, VendorProbe probe, boolean dryRun, Trail trail) {
    this.lanes = lanes;
    this.loads = loads;
    this.ledger = ledger;
    this.probe = probe;
    this.dryRun = dryRun;
    this.trail = trail;
  }

  @Override
  public List<LaneView> lanes() {
    return lanes.all().stream().map(this::view).toList();
  }

  private Lane lane(String vendor) {
    return lanes.of(loads.vendor(vendor).name());
  }

  private LaneView view(Lane lane) {
    LaneStatus status = lane.status();
    LaneLoad load = loads.of(status.vendor());
    return new LaneView(
        status.vendor(),
        lane.vendor().title(),
        status.state().name(),
        status.byOperator(),
        status.reason(),
        status.code(),
        status.since(),
        status.nextProbe(),
        status.inFlight(),
        load.waiting(),
        load.oldestDue(),
        load.nextDue(),
        lane.vendor().pace().rate(),
        lane.history().calls());
  }

  // Noted first: a pause that a restart would end is none. Whoever notes it, the ledger decides.
  @Override
  public synchronized LaneView pause(String vendor, Decision decision) {
    Lane lane = lane(vendor);
    String by = Trail.by(decision);
    if (lane.status().byOperator()) {
      throw new OperationException(
          Kind.CONFLICT, "Lane " + vendor + " is paused already: " + lane.status().reason());
    }
    trail.note(
        EventKind.LANE_STOPPED,
        vendor,
        by,
        "lane " + vendor + " is paused by " + by + Trail.because(decision));
    lanes.stopped(LaneNews.stopped(ledger));
    return view(lane);
  }

  @Override
  public synchronized LaneView resume(String vendor, Decision decision) {
    Lane lane = lane(vendor);
    String by = Trail.by(decision);
    LaneStatus status = lane.status();
    if (status.byOperator()) {
      trail.note(
          EventKind.LANE_RELEASED,
          vendor,
          by,
          "lane " + vendor + " is let go by " + by + Trail.because(decision));
      lanes.stopped(LaneNews.stopped(ledger));
    } else if (status.state() == LaneStatus.State.HALTED) {
      trail.note(
          EventKind.LANE_RESUMED,
          vendor,
          by,
          "lane " + vendor + " is to probe now, by " + by + Trail.because(decision));
      lane.resume();
    } else {
      throw new OperationException(
          Kind.CONFLICT,
          status.state() == LaneStatus.State.PAUSED
              ? "Lane " + vendor + " is paused by the vendor, and tries again by itself."
              : "Lane " + vendor + " is " + status.state() + ": there is nothing to resume.");
    }
    return view(lane);
  }

  @Override
  public ProbeView probe(String name, Decision decision) {
    Vendor vendor = loads.vendor(name);
    String by = Trail.by(decision);
    if (dryRun) {
      throw new OperationException(
          Kind.CONFLICT, "lethe.dry-run is set: no vendor is called, so none can be tried.");
    }
    List<ProbeView.Step> steps =
        probe.of(vendor).stream()
            .map(step -> new ProbeView.Step(step.name(), step.works(), step.code(), step.said()))
            .toList();
    boolean works = steps.stream().allMatch(ProbeView.Step::works);
    trail.note(
        EventKind.PROBED,
        name,
        by,
        "vendor "
            + name
            + " was tried by "
            + by
            + (works ? ", and answers." : ": " + steps.get(steps.size() - 1).said()));
    return new ProbeView(name, works, steps);
  }
}
