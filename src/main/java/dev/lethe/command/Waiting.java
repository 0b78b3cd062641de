package dev.lethe.command;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.RequestView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Waits until requests are over, or held. The requests go on whether anybody waits or not. */
final class Waiting {
  private static final int NOT_TAKEN_IN = 1;
  private static final int FAILED = 3;
  private static final int HELD = 4;
  private static final Set<Kind> PASSING = Set.of(Kind.UNAVAILABLE, Kind.NO_SERVICE);

  private final Desk desk;
  private final Progress progress;
  private final long lookMillis;

  Waiting(Desk desk, Progress progress) {
    this(desk, progress, 500);
  }

  Waiting(Desk desk, Progress progress, long lookMillis) {
    this.desk = desk;
    this.progress = progress;
    this.lookMillis = lookMillis;
  }

  /**
   * How requests ended.
   *
   * @param requests as they were seen last
   * @param exitCode 0 if every row is gone, 3 if some failed, 4 if some wait for an approval, 1 if
   *     a file is no good as a whole or it was not waited to the end
   */
  record Ended(List<RequestView> requests, int exitCode) {}

  /** Waits for all of them. */
  Ended await(Way way, List<String> ids) {
    Thread farewell = new Thread(() -> sayHowToLookAgain(ids), "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try (progress) {
      return look(way, ids);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sayHowToLookAgain(ids);
      return new Ended(List.of(), 1);
    } finally {
      leave(farewell);
    }
  }

  private Ended look(Way way, List<String> ids) throws InterruptedException {
    Map<String, RequestView> seen = new LinkedHashMap<>();
    boolean told = false;
    while (true) {
      try {
        for (String id : ids) {
          seen.put(id, way.operations().request(id));
        }
        told = false;
        List<RequestView> requests = new ArrayList<>(seen.values());
        progress.show(requests);
        if (requests.stream().allMatch(Waiting::isSettled)) {
          return new Ended(requests, exitCode(requests));
        }
      } catch (OperationException e) {
        if (!PASSING.contains(e.kind())) {
          throw e;
        }
        if (!told) {
          desk.screen()
              .err()
              .println(e.getMessage() + " The requests are not lost; it is asked again.");
        }
        told = true;
      }
      TimeUnit.MILLISECONDS.sleep(lookMillis);
    }
  }

  private static boolean isSettled(RequestView request) {
    return Counts.isOver(request) || isNoGood(request) || "HELD".equals(request.state());
  }

  // As a whole: a broken file, or one that somebody moved out of the inbox into a dry run.
  private static boolean isNoGood(RequestView request) {
    return "REJECTED".equals(request.state()) || "PLANNED".equals(request.state());
  }

  private static int exitCode(List<RequestView> requests) {
    boolean failed =
        requests.stream().anyMatch(request -> Counts.isOver(request) && !Counts.isFine(request));
    boolean held = requests.stream().anyMatch(request -> "HELD".equals(request.state()));
    if (requests.stream().anyMatch(Waiting::isNoGood)) {
      return NOT_TAKEN_IN;
    }
    return failed ? FAILED : held ? HELD : 0;
  }

  private void sayHowToLookAgain(List<String> ids) {
    desk.screen().err().println();
    desk.screen()
        .err()
        .println(
            "Nobody waits any longer; what was handed in goes on by itself. Look again with: ");
    ids.forEach(id -> desk.screen().err().println("  java -jar target/lethe.jar requests " + id));
  }

  private static void leave(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // The process ends already, and the farewell is being said.
    }
  }
}
