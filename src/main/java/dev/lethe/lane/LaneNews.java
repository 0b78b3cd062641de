package dev.lethe.lane;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the ledger last heard of each lane: for who is not the service that has the lanes. */
public final class LaneNews {
  private static final Set<EventKind> OF_LANES =
      Set.copyOf(EnumSet.of(EventKind.LANE_HALTED, EventKind.LANE_PAUSED, EventKind.LANE_OPENED));
  private static final int AT_ONCE = 1_000;

  private LaneNews() {}

  /** The last halt, pause or opening of each lane that ever had one, by vendor. */
  public static Map<String, Event> of(Ledger ledger) {
    Map<String, Event> last = new HashMap<>();
    List<NotedEvent> events = ledger.events(0, AT_ONCE);
    while (!events.isEmpty()) {
      for (NotedEvent noted : events) {
        if (OF_LANES.contains(noted.event().kind())) {
          last.put(noted.event().about(), noted.event());
        }
      }
      events = ledger.events(events.get(events.size() - 1).no(), AT_ONCE);
    }
    return last;
  }
}
