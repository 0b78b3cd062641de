package dev.lethe.intake;

import dev.lethe.fault.Causes;
import dev.lethe.fault.FaultLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is done when a file cannot be taken in although nothing is wrong with the file. */
public final class IntakeFaults {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final StableFiles files;
  private final FaultLog log;
  private final IntakeGate gate;

  /** Lets such files rest in this filter, and tells why in this log. */
  public IntakeFaults(StableFiles files, FaultLog log, IntakeGate gate) {
    this.files = files;
    this.log = log;
    this.gate = gate;
  }

  /**
   * Lets the file be, and gives the failure back so that the file stays where it is. If nothing can
   * be taken in, that is told once and no file is to blame; else this file rests for a while.
   *
   * @param submission what was begun with it, null if nothing
   */
  public void leave(String path, @Nullable Submission submission, Exception problem)
      throws Exception {
    close(submission, problem);
    if (!(Causes.telling(problem) instanceof IntakeStoppedException)) {
      rest(path, problem);
    }
    throw problem;
  }

  /** A file was taken in, and could not be moved away. Its rows are safe: it is known next time. */
  public void notMoved(String path, Throwable problem) {
    rest(path, problem);
  }

  private void rest(String path, Throwable problem) {
    if (!gate.stopsFor()) {
      log.tell(String.valueOf(Path.of(path).getFileName()), Causes.inWords(problem));
      files.postpone(path, WAIT);
    }
  }

  // An open file would keep a share from being unmounted.
  private static void close(@Nullable Submission submission, Exception problem) {
    if (submission != null) {
      try {
        submission.close();
      } catch (IOException e) {
        problem.addSuppressed(e);
      }
    }
  }
}
