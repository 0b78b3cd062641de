package dev.lethe.fuzz;

import java.util.List;
import java.util.Optional;

/**
 * A generated file.
 *
 * @param kind how it was made
 * @param folder the vendor folder, empty for the inbox itself
 * @param extension of its name
 * @param content its bytes
 * @param expected what it says, where that is known without Lethe
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are what a file is; drops are never compared.
record Drop(
    String kind, String folder, String extension, byte[] content, Optional<Expected> expected) {

  private static final int SHOWN = 600;

  /**
   * What a file says.
   *
   * @param refused whether it is no good as a whole
   * @param rows what it says otherwise
   */
  record Expected(boolean refused, List<ExpectedRow> rows) {
    static final Expected REFUSED = new Expected(true, List.of());

    static Expected of(List<ExpectedRow> rows) {
      return rows.isEmpty() ? REFUSED : new Expected(false, rows);
    }
  }

  /**
   * What a row says.
   *
   * @param code of the row's own defect, empty if it has none; the cells of a row that has one are
   *     not compared
   */
  record ExpectedRow(String vendor, String subject, String reference, String code) {
    static ExpectedRow defect(String code) {
      return new ExpectedRow("", "", "", code);
    }
  }

  /** How it is reported when it makes trouble. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind + " ." + extension + " in '" + folder + "': ");
    for (int i = 0; i < Math.min(SHOWN, content.length); i++) {
      int value = Byte.toUnsignedInt(content[i]);
      text.append(
          value >= ' ' && value < 127 && value != '\\'
              ? String.valueOf((char) value)
              : String.format("\\x%02x", value));
    }
    return text.append(" (").append(content.length).append(" bytes)").toString();
  }
}
