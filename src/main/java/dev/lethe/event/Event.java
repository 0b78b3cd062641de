package dev.lethe.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the service as a whole, or that somebody asked of it. Names no
 * subject.
 *
 * @param at when
 * @param kind what
 * @param about the vendor, the request or the part of Lethe that it concerns
 * @param code the vendor's code or a word of ours, null where there is none
 * @param by who asked for it, null where nobody did
 * @param said what it is and what to do, as sentences for a person
 */
public record Event(
    Instant at,
    EventKind kind,
    String about,
    @Nullable String code,
    @Nullable String by,
    String said) {

  /** Something that nobody asked for. */
  public static Event of(
      Instant at, EventKind kind, String about, @Nullable String code, String said) {
    return new Event(at, kind, about, code, null, said);
  }

  /** Something that a person asked for. */
  public static Event asked(Instant at, EventKind kind, String about, String by, String said) {
    return new Event(at, kind, about, null, by, said);
  }
}
