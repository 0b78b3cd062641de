package dev.lethe.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Looks at the bytes of a text file eight at a time: line ends, NULs, the longest line, whether
 * there is more than ASCII. A tenth of the price of the SHA-256 that is taken beside it.
 */
final class TextScan {
  /** Room that a buffer needs behind its content, because whole words are read. */
  static final int PADDING = 8;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH_BITS = ~LOW_BITS;
  private static final long FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long RETURNS = 0x0d0d0d0d0d0d0d0dL;

  private final boolean returnEndsLine;
  private long offset;
  private long lastEnd = -1;
  private long longest;
  private long feeds;
  private long returns;
  private boolean nul;
  private boolean ascii;

  /** Scans a file in which a lone CR ends a line, or does not. */
  TextScan(boolean returnEndsLine) {
    this.returnEndsLine = returnEndsLine;
  }

  /** The next piece, {@code buffer} having {@link #PADDING} bytes to spare. */
  void add(byte[] buffer, int length) {
    Arrays.fill(buffer, length, length + PADDING, (byte) 'x');
    long all = 0;
    long nuls = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      long word = (long) WORDS.get(buffer, i);
      all |= word;
      nuls |= zeroBytes(word);
      long ends = zeroBytes(word ^ FEEDS);
      feeds += Long.bitCount(ends);
      if (returnEndsLine) {
        long more = zeroBytes(word ^ RETURNS);
        returns += Long.bitCount(more);
        ends |= more;
      }
      if (ends != 0) {
        endLines(ends, offset + i);
      }
    }
    offset += length;
    longest = Math.max(longest, offset - lastEnd - 1);
    nul |= nuls != 0;
    ascii = (all & HIGH_BITS) == 0;
  }

  /** The high bit of every byte that is 0, without carries from one byte to the next. */
  private static long zeroBytes(long word) {
    return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
  }

  private void endLines(long ends, long at) {
    long first = at + (Long.numberOfTrailingZeros(ends) >>> 3);
    longest = Math.max(longest, first - lastEnd - 1);
    lastEnd = at + (Long.BYTES - 1) - (Long.numberOfLeadingZeros(ends) >>> 3);
  }

  /** Line ends so far: line feeds, or CRs in a file that has only those. */
  long lineEnds() {
    return feeds == 0 ? returns : feeds;
  }

  /** Bytes of the longest line so far, the one that goes on included. */
  long longestLine() {
    return longest;
  }

  /** Whether there was a NUL so far. */
  boolean hasNul() {
    return nul;
  }

  /** Whether the last piece was nothing but ASCII. */
  boolean lastPieceIsAscii() {
    return ascii;
  }
}
