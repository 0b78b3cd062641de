package dev.lethe.reconcile;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import java.time.Instant;
import java.util.List;

/** How a command beside the service asks it for a run: by an event in the ledger. */
public final class ReconcileOrder {
  /** What the event is about when no vendor is named. */
  public static final String ALL = "all vendors";

  private ReconcileOrder() {}

  /**
   * The event that asks for a run.
   *
   * @param vendors whom to ask, none for all
   */
  public static Event of(List<String> vendors, String by, Instant now) {
    return of(vendors, by, "", now);
  }

  /**
   * As above.
   *
   * @param reason in the words of who asks, may be empty
   */
  public static Event of(List<String> vendors, String by, String reason, Instant now) {
    String about = vendors.isEmpty() ? ALL : String.join(",", vendors);
    return Event.asked(
        now,
        EventKind.RECONCILE_ASKED,
        about,
        by,
        "reconciliation asked for by " + by + (reason.isEmpty() ? "" : ": " + reason));
  }
}
