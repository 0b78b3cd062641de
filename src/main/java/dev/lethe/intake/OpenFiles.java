package dev.lethe.intake;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files some process has open for writing, read from {@code /proc} (proc(5)). Says "none"
 * where there is no {@code /proc}, and cannot see processes of other users or of other machines
 * that write through a share: it is a help, not a lock.
 */
public final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  // Several files are asked for in one poll; they share one look.
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  // O_WRONLY and O_RDWR of open(2), in fdinfo's octal "flags:" line.
  private static final int WRITING = 0b11;

  private final Path proc;
  private final Path folder;
  private Set<Path> written = Set.of();
  private long lookedAt = System.nanoTime() - Duration.ofHours(1).toNanos();

  /** Looks for files below a folder (an absolute path) that this machine's processes write. */
  public OpenFiles(Path folder) {
    this(Path.of("/proc"), folder);
  }

  OpenFiles(Path proc, Path folder) {
    this.proc = proc;
    this.folder = folder;
  }

  /** Whether some process that we can see has the file open for writing. */
  public synchronized boolean isBeingWritten(Path file) {
    if (System.nanoTime() - lookedAt > FRESH_NANOS) {
      written = look();
      lookedAt = System.nanoTime();
    }
    return written.contains(real(file));
  }

  private Set<Path> look() {
    Set<Path> found = new HashSet<>();
    Path below = real(folder);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        lookAt(process, below, found);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} cannot be read; files are taken by their size and time alone", proc);
    }
    return found;
  }

  // What /proc shows has no links in it; the inbox may well lie behind one.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static void lookAt(Path process, Path below, Set<Path> found) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        Path target = Files.readSymbolicLink(descriptor);
        if (target.startsWith(below) && isForWriting(process, descriptor)) {
          found.add(target);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.trace("process {} has ended, or is another user's", process.getFileName());
    }
  }

  private static boolean isForWriting(Path process, Path descriptor) throws IOException {
    Path info = process.resolve("fdinfo").resolve(descriptor.getFileName());
    for (String line : Files.readAllLines(info)) {
      if (line.startsWith("flags:")) {
        return (Integer.parseInt(line.substring(6).strip(), 8) & WRITING) != 0;
      }
    }
    return false;
  }
}
