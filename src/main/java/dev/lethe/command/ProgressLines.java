package dev.lethe.command;

import dev.lethe.operate.RequestView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line every few seconds, and only if something has changed: for a log. */
final class ProgressLines implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Screen screen;
  private final Clock clock;
  private @Nullable Instant last;
  private String said = "";

  ProgressLines(Screen screen, Clock clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public void show(List<RequestView> requests) {
    Instant now = clock.instant();
    if (last != null && Duration.between(last, now).compareTo(PAUSE) < 0) {
      return;
    }
    String line =
        VendorProgress.of(requests).entrySet().stream()
            .map(
                entry ->
                    "%s %d of %d rows decided"
                        .formatted(
                            entry.getKey(), entry.getValue().decided(), entry.getValue().all()))
            .collect(Collectors.joining(", "));
    if (!line.isEmpty() && !line.equals(said)) {
      screen.err().println(line);
      said = line;
      last = now;
    }
  }
}
