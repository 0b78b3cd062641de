package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Lethe is as a whole.
 *
 * @param version of Lethe
 * @param running whether a service runs; false where only the ledger was read
 * @param dryRun whether no vendor is called, by the settings
 * @param startedAt when the service was started, null if none runs
 * @param parts how each part is
 * @param requests requests by state
 * @param open rows that have no outcome yet
 * @param balanced whether the books of all requests that are not reported balance
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StatusView(
    String version,
    boolean running,
    boolean dryRun,
    @Nullable Instant startedAt,
    List<Part> parts,
    Map<String, Long> requests,
    long open,
    boolean balanced) {
  /**
   * How a part is.
   *
   * @param name {@code ledger}, {@code intake}, {@code lane:yunke} …
   * @param state {@code UP}, {@code DEGRADED} or {@code DOWN}
   * @param reason why and what to do, null if it is up
   */
  public record Part(String name, String state, @Nullable String reason) {}
}
