package dev.lethe.console;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.Operations;
import dev.lethe.operate.StatusView;
import dev.lethe.operate.StatusView.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Lethe is, at the top of each page.
 *
 * @param level the worst of the parts: {@code UP}, {@code DEGRADED} or {@code DOWN}
 * @param trouble the parts that are not up, the worst first
 * @param status the whole, null if it could not be had
 * @param problem why not
 */
record Strip(
    String level, List<Part> trouble, @Nullable StatusView status, @Nullable Problem problem) {
  private static final List<String> LEVELS = List.of("DOWN", "DEGRADED", "UP");

  static Strip of(Operations operations) {
    try {
      StatusView status = operations.status();
      List<Part> trouble =
          LEVELS.subList(0, 2).stream()
              .flatMap(level -> status.parts().stream().filter(part -> level.equals(part.state())))
              .toList();
      return new Strip(trouble.isEmpty() ? "UP" : trouble.get(0).state(), trouble, status, null);
    } catch (OperationException e) {
      return new Strip("DOWN", List.of(), null, Problem.of(e));
    }
  }

  /** Requests that wait for an approval. */
  public long held() {
    return requests("HELD");
  }

  /** Requests that are under way. */
  public long underWay() {
    return requests("SUBMITTED") + requests("RECEIVING") + requests("OPEN");
  }

  private long requests(String state) {
    return status == null ? 0 : status.requests().getOrDefault(state, 0L);
  }
}
