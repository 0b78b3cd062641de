package dev.lethe.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Files on their way in, each under its own name in a hidden folder of its own, where nobody takes
 * them for a request. What a crash leaves there is removed at the next start.
 */
final class Spool {
  private static final int BUFFER = 1 << 16;

  private final Path folder;

  /** Files in this folder, which nothing else is in. */
  Spool(Path folder) {
    this.folder = folder;
  }

  /** Looks now and then whether a file may go on coming in. */
  @FunctionalInterface
  interface Check {
    void pass() throws IOException;
  }

  /** Writes a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A file, whole and on disk, until it is closed. */
  record Part(Path path) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      FileSystemUtils.deleteRecursively(path.getParent());
    }
  }

  /** Takes what comes, to its end. */
  Part take(String name, InputStream content, Check check) throws IOException {
    return write(
        name,
        out -> {
          byte[] buffer = new byte[BUFFER];
          for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            check.pass();
            out.write(buffer, 0, read);
          }
        });
  }

  /** Writes a file of that name. */
  Part write(String name, Content content) throws IOException {
    Path own = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()));
    Part part = new Part(own.resolve(name));
    try (FileChannel channel =
        FileChannel.open(part.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(new ToChannel(channel));
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      part.close();
      throw e;
    }
    return part;
  }

  /** Removes what an earlier process left. */
  void clear() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }

  /** Not closed with the writer, since the file is to be brought to disk before. */
  private static final class ToChannel extends OutputStream {
    private final FileChannel channel;

    ToChannel(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }
}
