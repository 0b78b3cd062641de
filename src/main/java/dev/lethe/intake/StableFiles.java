package dev.lethe.intake;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Lets a file through once nobody writes it any more: its size and time have stood still for a
 * while and, where the system tells (Linux), no process has it open for writing. Names that say
 * "not yet" ({@code .part}, {@code .tmp}, {@code .filepart}) are left alone, and so is for a while
 * a file that could not be taken in.
 *
 * <p>Camel's own read locks wait inside the poll, file after file; this one looks at each file once
 * a poll, so that ten thousand of them wait together.
 */
public final class StableFiles implements GenericFileFilter<File> {
  private static final int FORGET_ABOVE = 100_000;

  private final long stableNanos;
  private final OpenFiles openFiles;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> seen = new HashMap<>();

  /** Waits for so long. */
  public StableFiles(Duration stableFor, OpenFiles openFiles) {
    this(stableFor, openFiles, System::nanoTime);
  }

  StableFiles(Duration stableFor, OpenFiles openFiles, LongSupplier nanoTime) {
    this.stableNanos = stableFor.toNanos();
    this.openFiles = openFiles;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized boolean accept(GenericFile<File> file) {
    if (file.isDirectory()) {
      return true;
    }
    String name = file.getFileNameOnly().toLowerCase(java.util.Locale.ROOT);
    if (name.endsWith(".part") || name.endsWith(".tmp") || name.endsWith(".filepart")) {
      return false;
    }
    long now = nanoTime.getAsLong();
    String path = file.getAbsoluteFilePath();
    long size = file.getFileLength();
    long time = file.getLastModified();
    Seen before = seen.get(path);
    if (before == null || before.size != size || before.time != time) {
      remember(path, new Seen(size, time, now));
      return stableNanos == 0;
    }
    if (now - before.since < stableNanos || openFiles.isBeingWritten(Path.of(path))) {
      return false;
    }
    return true;
  }

  /** Forgets a file that has been taken. */
  public synchronized void taken(String path) {
    seen.remove(path);
  }

  /** Leaves a file alone for so long. */
  public synchronized void postpone(String path, Duration wait) {
    File file = new File(path);
    Seen before = seen.getOrDefault(path, new Seen(file.length(), file.lastModified(), 0));
    long since = nanoTime.getAsLong() + wait.toNanos() - stableNanos;
    seen.put(path, new Seen(before.size, before.time, since));
  }

  private void remember(String path, Seen what) {
    if (seen.size() > FORGET_ABOVE) {
      long longAgo = what.since - TimeUnit.MINUTES.toNanos(10);
      seen.values().removeIf(old -> old.since - longAgo < 0);
    }
    seen.put(path, what);
  }

  private record Seen(long size, long time, long since) {}
}
