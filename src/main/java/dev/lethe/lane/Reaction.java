package dev.lethe.lane;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneGate.Reason;
import dev.lethe.lane.Settler.Ruling;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an answer means for the lane as a whole: it pauses, halts, goes on, and says so once. */
final class Reaction {
  private static final Logger LOG = LoggerFactory.getLogger(Reaction.class);

  private final Vendor vendor;
  private final LaneGate gate;
  private final TokenCache tokens;
  private final Consumer<Event> events;
  private final Clock clock;

  Reaction(Vendor vendor, LaneGate gate, TokenCache tokens, Consumer<Event> events, Clock clock) {
    this.vendor = vendor;
    this.gate = gate;
    this.tokens = tokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Reacts.
   *
   * @param ruling what the answer says of the lane, null if nothing
   * @param retryAfter how long the vendor asks to wait, null if it does not say
   * @param token the one that went along, null if the vendor needs none
   */
  void to(
      Batch batch, @Nullable Ruling ruling, @Nullable Duration retryAfter, @Nullable Token token) {
    if (ruling == null) {
      wentWell(batch, token);
    } else if (ruling.verdict() == Verdict.HALT) {
      halt(batch, ruling);
    } else if (ruling.verdict() == Verdict.RELOGIN) {
      relogin(batch, ruling, token);
    } else if (ruling.rule().pause() || retryAfter != null) {
      pause(batch, ruling, retryAfter);
    } else if (ruling.failedCall()) {
      failed(batch, because(ruling));
    } else {
      wentWell(batch, token);
    }
  }

  /** Lethe itself failed with a batch: for the lane that is a call that failed. */
  void failed(Batch batch, Reason why) {
    if (gate.failed(batch, why)) {
      paused(why, " Its items stay due; one batch at a time probes it.");
    }
  }

  private void wentWell(Batch batch, @Nullable Token token) {
    if (token != null) {
      tokens.worked(vendor.name(), token);
    }
    if (gate.answered(batch)) {
      tell(EventKind.LANE_OPENED, null, "goes on: the vendor answers again.");
    }
  }

  private void relogin(Batch batch, Ruling ruling, @Nullable Token token) {
    if (token == null || !tokens.reject(vendor.name(), token)) {
      halt(batch, ruling);
    } else {
      LOG.info("lane {} makes a new token: {}", vendor.name(), because(ruling).why());
      gate.returned(batch);
    }
  }

  private void halt(Batch batch, Ruling ruling) {
    Reason why = because(ruling);
    boolean probes = ruling.rule().probe();
    if (probes ? gate.halt(batch, why) : gate.haltForGood(why)) {
      String mend = ruling.rule().mend() == null ? "" : " " + ruling.rule().mend();
      String then =
          probes
              ? " It probes by itself at " + shown(gate.status().until()) + "."
              : " It does not try again by itself: mend that, then run 'resume "
                  + vendor.name()
                  + "' or start Lethe again.";
      tell(
          EventKind.LANE_HALTED,
          why.code(),
          "halted: " + why.why() + " Its items stay due and lose no attempt." + mend + then);
    }
  }

  private void pause(Batch batch, Ruling ruling, @Nullable Duration retryAfter) {
    Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
    Duration least = ruling.rule().pauseAtLeast();
    Reason why = because(ruling);
    if (gate.pause(batch, why, least == null || least.compareTo(asked) < 0 ? asked : least)) {
      paused(why, "");
    }
  }

  private void paused(Reason why, String then) {
    tell(
        EventKind.LANE_PAUSED,
        why.code(),
        "pauses until " + shown(gate.status().until()) + ": " + why.why() + then);
  }

  private void tell(EventKind kind, @Nullable String code, String what) {
    events.accept(
        Event.of(clock.instant(), kind, vendor.name(), code, "lane " + vendor.name() + " " + what));
  }

  private Reason because(Ruling ruling) {
    String code = vendor.codes().spoken(ruling.code());
    return new Reason(ruling.rule().means() + " (" + code + ")", code);
  }

  private static String shown(@Nullable Instant until) {
    return until == null ? "now" : until.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
