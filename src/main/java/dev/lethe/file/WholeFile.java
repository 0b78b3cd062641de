package dev.lethe.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
    rename(prepare(target, content), target);
  }

  /** Writes the content to disk under the interim name. */
  public static Path prepare(Path target, Content content) throws IOException {
    Files.createDirectories(target.getParent());
    Path interim = interim(target);
    try (FileChannel channel =
            FileChannel.open(
                interim,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8),
                BUFFER)) {
      content.writeTo(writer);
      writer.flush();
      channel.force(true);
    }
    return interim;
  }

  /** Where a file is until it gets its name. */
  public static Path interim(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".tmp");
  }

  /** Gives a prepared file its name. */
  public static void rename(Path interim, Path target) throws IOException {
    Files.move(
        interim, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
