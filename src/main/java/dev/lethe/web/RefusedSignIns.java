package dev.lethe.web;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells that somebody was refused, once a minute for each user. All names that nobody has are told
 * as one and never shown: they may be passwords in the wrong field.
 */
final class RefusedSignIns {
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final String UNKNOWN = "an unknown user";

  private final Clock clock;
  private final Predicate<String> known;
  private final Consumer<Event> events;

  /** By user; there are as many as users, and one. */
  private final Map<String, Instant> told = new HashMap<>();

  RefusedSignIns(Clock clock, Predicate<String> known, Consumer<Event> events) {
    this.clock = clock;
    this.known = known;
    this.events = events;
  }

  /** Notes a refusal. */
  void note(String name, String address, String code) {
    String who = known.test(name) ? name : UNKNOWN;
    Instant now = clock.instant();
    if (isNews(who, now)) {
      events.accept(
          Event.of(
              now,
              EventKind.LOGIN_REFUSED,
              who,
              code,
              "A sign-in of "
                  + who
                  + " from "
                  + address
                  + " was refused ("
                  + code
                  + "). If it was none of yours, see who can reach the port."));
    }
  }

  private synchronized boolean isNews(String who, Instant now) {
    Instant before = told.get(who);
    if (before != null && now.isBefore(before.plus(QUIET))) {
      return false;
    }
    told.put(who, now);
    return true;
  }
}
