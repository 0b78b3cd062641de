package dev.lethe.request;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines that end with LF or CRLF; unlike {@code BufferedReader} it keeps a lone CR. */
final class LineSplitter implements Closeable {
  private static final int BUFFER_CHARS = 16 * 1024;

  private final Reader in;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int position;
  private int length;

  LineSplitter(Reader in) {
    this.in = in;
  }

  /**
   * The next line that is not blank, without its end; null after the last.
   *
   * @throws UnreadableFileException if it is over 1,048,576 characters long
   */
  @Nullable String next() throws IOException {
    String line = line();
    while (line != null && line.isBlank()) {
      line = line();
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    StringBuilder begun = null;
    while (position < length || fill()) {
      int start = position;
      while (position < length && buffer[position] != '\n') {
        position++;
      }
      if (position < length) {
        int end = position++;
        return begun == null
            ? text(start, end)
            : withoutReturn(begun.append(buffer, start, end - start));
      }
      begun = (begun == null ? new StringBuilder() : begun).append(buffer, start, length - start);
      if (begun.length() > Inspection.MOST_LINE_BYTES) {
        throw new UnreadableFileException(
            "The file has a line of more than 1 MB: put every row on a line of its own and drop it"
                + " again.");
      }
    }
    return begun == null ? null : begun.toString();
  }

  private boolean fill() throws IOException {
    position = 0;
    length = Math.max(0, in.read(buffer));
    return length > 0;
  }

  private String text(int start, int end) {
    int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    return new String(buffer, start, last - start);
  }

  private static String withoutReturn(StringBuilder line) {
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
