package dev.lethe.file;

import dev.lethe.evidence.Digests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a file and takes the SHA-256 of what is written. Of a file that has more than a piece,
 * a thread of its own hashes and writes one piece while its caller makes the next.
 */
final class HashedOutput extends OutputStream {
  private static final int PIECE = 1 << 18;
  private static final int FIRST = 1 << 13;

  private final FileChannel channel;
  private final MessageDigest digest = Digests.sha256();
  private byte[] piece = new byte[FIRST];
  private byte[] spare = new byte[0];
  private int length;
  private @Nullable ExecutorService thread;
  private @Nullable Future<?> writing;

  HashedOutput(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int from = offset; from < offset + count; ) {
      if (length == PIECE) {
        handOver();
      } else if (length == piece.length) {
        piece = Arrays.copyOf(piece, PIECE); // Most files are far smaller than a piece.
      }
      int part = Math.min(offset + count - from, piece.length - length);
      System.arraycopy(bytes, from, piece, length, part);
      length += part;
      from += part;
    }
  }

  private void handOver() throws IOException {
    awaitWritten();
    byte[] full = piece;
    ExecutorService other = thread;
    if (other == null) {
      other = Executors.newSingleThreadExecutor(HashedOutput::daemon);
      thread = other;
    }
    writing =
        other.submit(
            () -> {
              hashAndWrite(full, PIECE);
              return null;
            });
    piece = spare.length == 0 ? new byte[PIECE] : spare;
    spare = full;
    length = 0;
  }

  private void hashAndWrite(byte[] bytes, int count) throws IOException {
    digest.update(bytes, 0, count);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void awaitWritten() throws IOException {
    Future<?> before = writing;
    writing = null;
    if (before == null) {
      return;
    }
    try {
      before.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a file was written");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** Writes what is left and has all of it on disk; returns the SHA-256 in hex. */
  String finish() throws IOException {
    awaitWritten();
    hashAndWrite(piece, length);
    length = 0;
    channel.force(true);
    return Digests.hex(digest);
  }

  /** Ends the thread; what was not finished is not written. */
  @Override
  public void close() {
    if (thread != null) {
      thread.shutdown();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread made = new Thread(work, "lethe-file-writer");
    made.setDaemon(true);
    return made;
  }
}
