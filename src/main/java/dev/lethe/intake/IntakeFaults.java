package dev.lethe.intake;

import dev.lethe.fault.Causes;
import dev.lethe.fault.FaultLog;
import java.nio.file.Path;
import java.time.Duration;

/** What is done when a file cannot be taken in although nothing is wrong with the file. */
public final class IntakeFaults {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final StableFiles files;
  private final FaultLog log;

  /** Lets such files rest in this filter, and tells why in this log. */
  public IntakeFaults(StableFiles files, FaultLog log) {
    this.files = files;
    this.log = log;
  }

  /**
   * Lets the file rest for a while, and gives the failure back so that the file stays where it is
   * and the route's log tells why.
   */
  public void leave(String path, Exception problem) throws Exception {
    log.tell(String.valueOf(Path.of(path).getFileName()), Causes.inWords(problem));
    files.postpone(path, WAIT);
    throw problem;
  }
}
