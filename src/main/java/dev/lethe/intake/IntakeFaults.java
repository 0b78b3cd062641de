package dev.lethe.intake;

import dev.lethe.fault.Causes;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a file cannot be taken in although nothing is wrong with the file. */
public final class IntakeFaults {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeFaults.class);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final StableFiles files;

  /** Lets such files rest in this filter. */
  public IntakeFaults(StableFiles files) {
    this.files = files;
  }

  /**
   * Says why in one line, lets the file rest for a while, and gives the failure back so that the
   * file stays where it is.
   */
  public void leave(String path, Exception problem) throws Exception {
    LOG.error(
        "file {} could not be taken in: {} It stays in the inbox and is tried again in {} s; no row"
            + " of it is lost or sent twice.",
        Path.of(path).getFileName(),
        Causes.inWords(problem),
        WAIT.toSeconds());
    files.postpone(path, WAIT);
    throw problem;
  }
}
