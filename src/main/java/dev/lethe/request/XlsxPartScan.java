package dev.lethe.request;

/** Looks through the XML of a workbook's part, in pieces, for what no spreadsheet writes. */
final class XlsxPartScan {
  /**
   * Bytes from one tag to the next. A cell has at most 32,767 characters (Excel's limit), which XML
   * makes up to six times as long.
   */
  private static final int MOST_RUN = 256 * 1024;

  /** The letters of the last column, XFD. */
  private static final int MOST_COLUMN_LETTERS = 3;

  /**
   * Digits of the number of a shared text. The library makes up as many texts as a cell asks for:
   * ten million empty ones are still affordable.
   */
  private static final int MOST_INDEX_DIGITS = 7;

  private final Phrase address = new Phrase(" r=\"");
  private final Phrase shared = new Phrase(" t=\"s\"");
  private int run;
  private int letters = -1;
  private int tagsUntilIndex = -1;
  private int digits;

  /** Whether the next piece is fine. */
  boolean accepts(byte[] piece, int length) {
    for (int i = 0; i < length; i++) {
      byte value = piece[i];
      run++;
      if (value == '<') {
        run = 0;
        digits = 0;
        tagsUntilIndex = Math.max(-1, tagsUntilIndex - 1);
      }
      letters = letters >= 0 && Character.isLetter(value) ? letters + 1 : -1;
      if (address.endsWith(value)) {
        letters = 0;
      }
      if (shared.endsWith(value)) {
        tagsUntilIndex = 1;
      }
      if (tagsUntilIndex == 0 && Character.isDigit(value)) {
        digits++;
      }
      if (run > MOST_RUN || letters > MOST_COLUMN_LETTERS || digits > MOST_INDEX_DIGITS) {
        return false;
      }
    }
    return true;
  }

  /** Finds a phrase whose first character does not come up again in it. */
  private static final class Phrase {
    private final String text;
    private int matched;

    Phrase(String text) {
      this.text = text;
    }

    boolean endsWith(byte next) {
      matched = next == text.charAt(matched) ? matched + 1 : next == text.charAt(0) ? 1 : 0;
      if (matched < text.length()) {
        return false;
      }
      matched = 0;
      return true;
    }
  }
}
