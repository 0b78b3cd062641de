package dev.lethe.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file as the bytes that they are, line ends and quotes included. */
final class RawRecords implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** A record that is longer is cut: no line of ours is, so it is altered in any case. */
  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private long next = 1;
  private long line;

  RawRecords(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }

  /** The next record, null after the last. */
  byte @Nullable [] read() throws IOException {
    line = next;
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    boolean quoted = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      record.write(b);
      quoted ^= b == '"';
      if (b == '\n') {
        next++;
      }
      if ((b == '\n' && !quoted) || record.size() == LONGEST) {
        break;
      }
    }
    return record.size() == 0 ? null : record.toByteArray();
  }

  /** The number of the line on which the last record began, from 1. */
  long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
