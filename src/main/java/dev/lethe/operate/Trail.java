package dev.lethe.operate;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.event.EventLog;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import dev.lethe.operate.OperationException.Kind;
import java.time.Clock;
import java.util.List;

/** What was done and by whom: noted in the ledger, without which it is not done. */
final class Trail {
  private final Ledger ledger;
  private final Clock clock;
  private final EventLog log = new EventLog();

  Trail(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Notes something that somebody did or asked for.
   *
   * @param said what, as sentences; names no subject
   */
  void note(EventKind kind, String about, String by, String said) {
    note(Event.asked(clock.instant(), kind, about, by, said));
  }

  void note(Event event) {
    ledger.note(event);
    log.accept(event);
  }

  /** Who acts, stripped; refuses nobody. */
  static String by(Decision decision) {
    return by(decision.by());
  }

  static String by(String name) {
    String by = name.strip();
    if (by.isEmpty()) {
      throw new OperationException(Kind.INVALID, "It has to be said who does this.");
    }
    return by;
  }

  /** The reason, which has to be given. */
  static String reason(Decision decision) {
    String reason = decision.reason().strip();
    if (reason.isEmpty()) {
      throw new OperationException(
          Kind.INVALID, "A reason has to be given: it is kept with the decision.");
    }
    return reason;
  }

  /** A reason behind a sentence, where one was given. */
  static String because(Decision decision) {
    String reason = decision.reason().strip();
    return reason.isEmpty() ? "." : ": " + reason + (reason.matches("(?s).*[.!?。]") ? "" : ".");
  }

  /** Events, the newest first. */
  Page<AuditView> audit(PageQuery query) {
    long before = Cursors.after(query);
    List<NotedEvent> events = ledger.overview().eventsBefore(before, query.limit() + 1);
    return Cursors.page(events, query.limit(), NotedEvent::no, Trail::view);
  }

  private static AuditView view(NotedEvent noted) {
    Event event = noted.event();
    return new AuditView(
        noted.no(),
        event.at(),
        event.kind().name(),
        event.kind().severity().name(),
        event.about(),
        event.code(),
        event.by(),
        event.said());
  }
}
