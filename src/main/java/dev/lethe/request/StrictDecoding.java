package dev.lethe.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Finds out whether bytes that come in pieces are valid in a charset, to the last one. */
final class StrictDecoding {
  /** More than the longest sequence of one character that a border can cut. */
  private static final int CARRY = 8;

  private final CharsetDecoder decoder;
  private final ByteBuffer in;
  private final CharBuffer out;
  private boolean valid = true;

  /** Checks pieces of at most {@code mostBytes}. */
  StrictDecoding(Charset charset, int mostBytes) {
    decoder = strict(charset);
    in = ByteBuffer.allocate(mostBytes + CARRY);
    out = CharBuffer.allocate(mostBytes + CARRY);
  }

  /** A decoder that never replaces anything. */
  static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The next piece; false as soon as something was not valid. */
  boolean add(byte[] bytes, int length, boolean plainAscii) {
    boolean whole = plainAscii && in.position() == 0;
    if (!valid || whole) {
      return valid;
    }
    in.put(bytes, 0, length).flip();
    decode(false);
    in.compact();
    return valid;
  }

  /** Whether all of it was valid, the last character complete. */
  boolean end() {
    in.flip();
    if (valid) {
      decode(true);
    }
    return valid;
  }

  private void decode(boolean last) {
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, last);
    } while (result.isOverflow());
    valid = !result.isError();
  }
}
