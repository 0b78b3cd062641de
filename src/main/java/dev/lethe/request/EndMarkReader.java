package dev.lethe.request;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Puts a line with one NUL behind the text.
 *
 * <p>FastCSV 4.1.0 takes a quoted cell that the end of the file cuts off for a complete one. With
 * the mark behind it, such a cell swallows the mark, and that is seen. A NUL cannot stand in the
 * text itself, since {@link Inspection} refuses it.
 */
final class EndMarkReader extends FilterReader {
  static final char MARK = '\0';

  private static final String TAIL = "\n" + MARK;

  private int tailLeft = TAIL.length();

  EndMarkReader(Reader in) {
    super(in);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    if (got >= 0 || tailLeft == 0 || length == 0) {
      return got;
    }
    int start = TAIL.length() - tailLeft;
    int put = Math.min(length, tailLeft);
    TAIL.getChars(start, start + put, buffer, offset);
    tailLeft -= put;
    return put;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }
}
