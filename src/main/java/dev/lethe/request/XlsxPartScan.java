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

  private static final byte[] ADDRESS = {' ', 'r', '=', '"'};

  private int run;
  private int matched;
  private int letters;

  /** Whether the next piece is fine. */
  boolean accepts(byte[] piece, int length) {
    for (int i = 0; i < length; i++) {
      byte value = piece[i];
      run = value == '<' ? 0 : run + 1;
      if (matched == ADDRESS.length) {
        boolean letter = Character.isLetter(value);
        letters = letter ? letters + 1 : 0;
        matched = letter ? matched : 0;
      } else if (value == ADDRESS[matched]) {
        matched++;
      } else {
        matched = value == ADDRESS[0] ? 1 : 0;
      }
      if (run > MOST_RUN || letters > MOST_COLUMN_LETTERS) {
        return false;
      }
    }
    return true;
  }
}
