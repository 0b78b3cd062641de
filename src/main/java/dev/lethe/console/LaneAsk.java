package dev.lethe.console;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lane. */
enum LaneAsk {
  PAUSE,
  RESUME,
  PROBE;

  /** As it stands in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LaneAsk> of(@Nullable String word) {
    return Stream.of(values()).filter(ask -> ask.word().equals(word)).findFirst();
  }
}
