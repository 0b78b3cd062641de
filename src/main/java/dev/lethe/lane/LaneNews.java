package dev.lethe.lane;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ledger last heard of each lane: for who is not the service that has the lanes. */
public final class LaneNews {
  private static final List<EventKind> OF_LANES =
      List.of(EventKind.LANE_HALTED, EventKind.LANE_PAUSED, EventKind.LANE_OPENED);
  private static final List<EventKind> OF_OPERATORS =
      List.of(EventKind.LANE_STOPPED, EventKind.LANE_RELEASED);

  private LaneNews() {}

  /** The last halt, pause or opening of each lane that ever had one, by vendor. */
  public static Map<String, Event> of(Ledger ledger) {
    return newest(ledger, OF_LANES);
  }

  /** The pause of each lane that an operator paused and none has let go since, by vendor. */
  public static Map<String, Event> stopped(Ledger ledger) {
    Map<String, Event> stopped = newest(ledger, OF_OPERATORS);
    stopped.values().removeIf(event -> event.kind() != EventKind.LANE_STOPPED);
    return stopped;
  }

  private static Map<String, Event> newest(Ledger ledger, List<EventKind> kinds) {
    Map<String, Event> newest = new HashMap<>();
    ledger.overview().newest(kinds).forEach((about, noted) -> newest.put(about, noted.event()));
    return newest;
  }
}
