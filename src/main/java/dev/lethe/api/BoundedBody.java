package dev.lethe.api;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends with TOO_LARGE where it is longer than it may be. */
final class BoundedBody extends FilterInputStream {
  private final long most;
  private long left;

  BoundedBody(InputStream body, long most) {
    super(body);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      took(1);
    }
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      took(read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    took(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void took(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new OperationException(
          Kind.TOO_LARGE, "The body is larger than " + most + " bytes. Nothing was done.");
    }
  }
}
