package dev.lethe.callback;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.CallbackRecord;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.vendor.Backoff;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Posts what is due, and tries again ever later; the ledger keeps when. For one thread. */
public final class CallbackRound {
  private static final int AT_ONCE = 10;
  private static final int MOST_TRIES = 5;
  private static final Backoff WAITS = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  private final Ledger ledger;
  private final CallbackPolicy policy;
  private final Posting post;
  private final Consumer<Event> events;
  private final Clock clock;

  /** Posts a receipt. */
  @FunctionalInterface
  public interface Posting {
    /** Returns the status of the reply. */
    int post(URI target, String json) throws IOException;
  }

  /** Posts what the ledger has. */
  public CallbackRound(
      Ledger ledger, CallbackPolicy policy, Posting post, Consumer<Event> events, Clock clock) {
    this.ledger = ledger;
    this.policy = policy;
    this.post = post;
    this.events = events;
    this.clock = clock;
  }

  /** Posts what is due now. */
  public void look() {
    for (CallbackRecord due : ledger.callbacks().due(clock.instant(), AT_ONCE)) {
      String problem = post(due);
      settle(due, problem, clock.instant());
    }
  }

  /** Posts one; returns what went wrong, empty if nothing did. */
  private String post(CallbackRecord due) {
    String text =
        ledger
            .request(due.requestId())
            .flatMap(request -> ledger.receipt(request.no()))
            .map(ReceiptRecord::text)
            .orElse(null);
    if (text == null) {
      return "its receipt is not in the ledger any more";
    }
    URI target = URI.create(due.url());
    String refusal = policy.refusal(target).orElse("");
    if (!refusal.isEmpty()) {
      return refusal; // the settings or the host's address may have changed since
    }
    try {
      int status = post.post(target, text);
      return status >= 200 && status < 300 ? "" : "the host answers with status " + status;
    } catch (IOException e) {
      return "it cannot be reached (" + e.getClass().getSimpleName() + ")";
    }
  }

  private void settle(CallbackRecord due, String problem, Instant now) {
    int tries = due.tries() + 1;
    boolean again = !problem.isEmpty() && tries < MOST_TRIES;
    ledger.callbacks().tried(due.no(), again ? now.plus(WAITS.after(tries)) : null, now);
    if (problem.isEmpty()) {
      tell(due, EventKind.CALLBACK_MADE, "its receipt was posted to its callback.", now);
    } else if (!again) {
      tell(
          due,
          EventKind.CALLBACK_FAILED,
          "its receipt could not be posted to its callback, in %d tries; the last time %s. It is not tried again: fetch the receipt from outbox/, or hand the same file in with another key."
              .formatted(tries, problem),
          now);
    }
  }

  // Without the address: what stands in it may be a secret.
  private void tell(CallbackRecord due, EventKind kind, String said, Instant now) {
    events.accept(
        Event.of(now, kind, due.requestId(), null, "request " + due.requestId() + ": " + said));
  }
}
