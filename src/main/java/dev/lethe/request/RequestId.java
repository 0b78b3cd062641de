package dev.lethe.request;

import java.nio.charset.StandardCharsets;

/** What people call a request: its file's name and enough of its content to tell it apart. */
public final class RequestId {
  /**
   * Bytes of UTF-8 that a stem may have. File systems take names of 255 bytes; the rest is for the
   * hash, a counter and endings such as {@code .outcomes.csv}.
   */
  static final int MOST_STEM_BYTES = 150;

  private static final int HASH_DIGITS = 8;

  /** No file name on some system; or, the last two, no part of an address that the port takes. */
  private static final String UNSAFE = "/\\:*?\"<>|%;";

  private RequestId() {}

  /**
   * The id of the request in a file, safe to be a file name itself, and a part of an address.
   *
   * @param fileName the name alone, without folders
   * @param sha256Hex the content's SHA-256, at least 8 hex digits
   * @return the name's stem, a dash and 8 hex digits
   */
  public static String of(String fileName, String sha256Hex) {
    return cut(safe(stem(fileName))) + "-" + sha256Hex.substring(0, HASH_DIGITS);
  }

  private static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  private static String safe(String stem) {
    StringBuilder out = new StringBuilder(stem.length());
    stem.codePoints().forEach(c -> out.appendCodePoint(isUnsafe(c) ? '_' : c));
    if (out.isEmpty()) {
      return "_";
    }
    if (out.charAt(0) == '.') {
      out.setCharAt(0, '_');
    }
    return out.toString();
  }

  private static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> UNSAFE.indexOf(codePoint) >= 0;
    };
  }

  private static String cut(String stem) {
    int bytes = 0;
    int end = 0;
    while (end < stem.length()) {
      String one = Character.toString(stem.codePointAt(end));
      bytes += one.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_STEM_BYTES) {
        break;
      }
      end += one.length();
    }
    return stem.substring(0, end);
  }
}
