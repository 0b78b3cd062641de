package dev.lethe.command;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text in the cells of a terminal. */
final class Cells {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private Cells() {}

  /**
   * A text without what a terminal obeys instead of showing: a file's name can hold escape
   * sequences and marks that turn a line around.
   */
  static String safe(String text) {
    return text.codePoints()
        .map(point -> isShown(point) ? point : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** How many columns a text takes; Chinese characters take two each. */
  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean fullWidth =
        (point >= 0x3000 && point <= 0x303e) || (point >= 0xff01 && point <= 0xff60);
    return fullWidth || WIDE.contains(UnicodeScript.of(point)) ? 2 : 1;
  }

  /** A text with blanks up to a width. */
  static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - width(text)));
    return right ? blanks + text : text + blanks;
  }

  /** Lines of at most that width, broken at blanks where there are any. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
      while (width(line.toString()) > width) {
        int cut = fitting(line.toString(), width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  // How many characters of a text fit into a width; at least one, so that there is an end.
  private static int fitting(String text, int width) {
    int at = 0;
    int used = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      used += width(point);
      if (used > width && at > 0) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}
