package dev.lethe.report;

import com.samskivert.mustache.Escapers;

/** Text of strangers on its way into the page. */
final class PageText {
  private static final int LONGEST = 300;

  private PageText() {}

  /** At most 300 characters of it, more than any sentence of ours has. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }

  /**
   * Escapes for HTML, in elements and in quoted attributes, and replaces what HTML forbids, what
   * turns the direction of writing and what cannot be seen by U+FFFD. The joiners that some scripts
   * and emoji are written with stay.
   */
  static String escape(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    raw.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return Escapers.HTML.escape(plain.toString());
  }

  private static boolean isPlain(int c) {
    boolean joiner = c == 0x200C || c == 0x200D;
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> c == '\n';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> joiner;
      default -> !noncharacter;
    };
  }
}
