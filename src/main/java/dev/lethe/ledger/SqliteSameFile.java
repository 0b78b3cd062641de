package dev.lethe.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the ledger's file and its log are still those that were opened. A system such as Linux
 * lets a file be deleted or replaced under a process that writes to it: all would go well, and with
 * the end of the process everything would be gone. Used by one thread.
 */
final class SqliteSameFile {
  private final Path file;
  private final Map<Path, @Nullable Object> opened = new HashMap<>();

  /**
   * For a file that is open.
   *
   * @param path of the ledger's file; its log has {@code -wal} behind it
   */
  SqliteSameFile(String path) {
    this.file = Path.of(path).toAbsolutePath();
  }

  /**
   * Compares the files with those of the first time. A log counts from when it is there: SQLite
   * makes it with the first transaction, and keeps it as long as somebody has the ledger open.
   *
   * @throws Gone if one of them is missing or is another one
   */
  void require() throws IOException {
    requireSame(file);
    requireSame(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private void requireSame(Path part) throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(part, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      if (opened.containsKey(part)) {
        throw new Gone(part.getFileName() + " was deleted or moved away");
      }
      return;
    }
    // Null where the system has no such keys: then two files cannot be told apart.
    Object key = now.fileKey();
    if (!Objects.equals(key, opened.computeIfAbsent(part, first -> key))) {
      throw new Gone(part.getFileName() + " was replaced by another file");
    }
  }

  /** The file that the ledger writes to is not at its place any more. */
  static final class Gone extends IOException {
    private static final long serialVersionUID = 1L;

    Gone(String what) {
      super(what);
    }
  }
}
