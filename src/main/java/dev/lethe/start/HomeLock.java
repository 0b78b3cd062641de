package dev.lethe.start;

import dev.lethe.settings.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second Lethe away from a home: it would take rows that the first has in flight for left
 * behind, and send them again. The system lets the lock go when the process ends, however it ends.
 */
public final class HomeLock implements AutoCloseable {
  private static final String NAME = "lethe.lock";

  /** Ample for {@link #isFree}, which has the lock for two calls to the system. */
  private static final Duration ASKED = Duration.ofMillis(200);

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a home, which is made if it is missing.
   *
   * @throws SettingsException if another process has it, or it cannot be written
   */
  public static HomeLock of(Path home) {
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(home.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null && secondTry(channel) == null) {
        channel.close();
        throw new SettingsException(
            home.toString(),
            "another Lethe works in this home.",
            "Stop it first, or set lethe.home to a folder of its own.");
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new SettingsException(
          home.toString(),
          "cannot be written (" + e + ").",
          "Check lethe.home and who may write it.");
    }
  }

  /** A command that only asked whether somebody works here has let go by now. */
  private static @Nullable FileLock secondTry(FileChannel channel) throws IOException {
    LockSupport.parkNanos(ASKED.toNanos());
    return lock(channel);
  }

  /**
   * Whether it is certain that no Lethe works in a home. It takes the lock for an instant, so ask
   * from another process than the one that has it: closing a file lets go all locks of a process.
   */
  public static boolean isFree(Path home) {
    Path file = home.resolve(NAME);
    if (Files.notExists(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return lock(channel) != null;
    } catch (IOException e) {
      // It is somebody else's file, say: then who works there cannot be told.
      return false;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another Lethe in this very process, which only tests do.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
