package dev.lethe.file;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only when it is whole and on disk. Until then it is {@code
 * .<name>.tmp} beside it.
 */
public final class WholeFile {
  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** What writes the content. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void writeTo(Writer writer) throws IOException;
  }

  /** Writes a file in UTF-8 and gives it its name. An older file of that name is replaced. */
  public static void write(Path target, Content content) throws IOException {
    prepare(target, content);
    rename(target);
  }

  /** Writes the content to disk under the interim name; returns its SHA-256. */
  public static String prepare(Path target, Content content) throws IOException {
    Files.createDirectories(target.getParent());
    try (FileChannel channel =
            FileChannel.open(
                interim(target),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        HashedOutput hashed = new HashedOutput(channel);
        Writer writer =
            new BufferedWriter(new OutputStreamWriter(hashed, StandardCharsets.UTF_8), BUFFER)) {
      content.writeTo(writer);
      writer.flush();
      return hashed.finish();
    }
  }

  /** Gives a prepared file its name, on disk. */
  public static void rename(Path target) throws IOException {
    rename(interim(target), target);
  }

  /** Gives a file that is whole a name in the same folder, on disk. */
  public static void rename(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    toDisk(target);
  }

  /**
   * Gives a file that is whole a second name on the same disk, on disk, that no file has.
   *
   * @throws java.nio.file.FileAlreadyExistsException if one has
   */
  public static void name(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(file, target); // a disk without links: looks for another file first
    }
    toDisk(target);
  }

  private static void toDisk(Path target) throws IOException {
    if (File.separatorChar == '/') { // elsewhere a folder cannot be opened
      try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  /** Where the content is until it has its name. */
  public static Path interim(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".tmp");
  }
}
