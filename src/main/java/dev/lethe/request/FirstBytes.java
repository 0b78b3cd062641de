package dev.lethe.request;

import java.util.Arrays;

/** What the beginning of a file gives away: byte order marks, signatures, the first character. */
final class FirstBytes {
  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] GB18030_MARK = {(byte) 0x84, 0x31, (byte) 0x95, 0x33};
  private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};

  /** Local file header of a zip archive, PKWARE APPNOTE 4.3.7. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** Compound file, MS-CFB 2.2: an old or a password-protected Office file. */
  private static final byte[] OLE2 = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  private static final int KEPT = 4;

  private byte[] head = {};
  private int nonBlank = -1;

  /** The next piece; the first one has to be as long as the file allows. */
  void add(byte[] piece, int length) {
    int start = 0;
    if (head.length == 0) {
      head = Arrays.copyOf(piece, Math.min(KEPT, length));
      start = markLength();
    }
    for (int i = start; nonBlank < 0 && i < length; i++) {
      int value = Byte.toUnsignedInt(piece[i]);
      if (value > ' ') {
        nonBlank = value;
      }
    }
  }

  private int markLength() {
    if (begins(GB18030_MARK)) {
      return GB18030_MARK.length;
    }
    return begins(UTF_8_MARK) ? UTF_8_MARK.length : 0;
  }

  /** The first byte that is neither blank nor a control character, or -1. */
  int nonBlank() {
    return nonBlank;
  }

  void refuseUtf16() throws UnreadableFileException {
    if (begins(UTF_16_BIG) || begins(UTF_16_LITTLE)) {
      throw new UnreadableFileException(
          "The file is written in UTF-16: save it as UTF-8 and drop it again.");
    }
  }

  void requireWorkbook() throws UnreadableFileException {
    if (head.length == 0) {
      throw new UnreadableFileException(
          "The file is empty: drop a file that has at least one row.");
    }
    if (begins(OLE2)) {
      throw new UnreadableFileException(
          "This is not a real XLSX file but an old or a password-protected one: save it as .xlsx"
              + " without a password and drop it again.");
    }
    if (!begins(ZIP)) {
      throw new UnreadableFileException(
          "This is not a real XLSX file: save it as .xlsx, or as CSV, and drop it again.");
    }
  }

  private boolean begins(byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }
}
