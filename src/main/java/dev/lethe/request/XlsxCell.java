package dev.lethe.request;

import java.math.BigDecimal;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a sheet says.
 *
 * @param text empty where it says nothing, or nothing that can be used
 * @param defect why it cannot be used
 */
record XlsxCell(String text, @Nullable Rejection defect) {
  /** Digits of a number that Excel keeps (Excel specifications and limits); it zeroes the rest. */
  private static final int EXACT_DIGITS = 15;

  /** Decimal places that a number in a sheet can need: those of the smallest double. */
  private static final int MOST_PLACES = 400;

  /** ECMA-376 part 1, 18.17.3, and the newer ones of Excel. */
  private static final Set<String> ERRORS =
      Set.of(
          "#NULL!",
          "#DIV/0!",
          "#VALUE!",
          "#REF!",
          "#NAME?",
          "#NUM!",
          "#N/A",
          "#GETTING_DATA",
          "#SPILL!",
          "#CALC!",
          "#FIELD!",
          "#BLOCKED!",
          "#UNKNOWN!",
          "#CONNECT!");

  private static final XlsxCell EMPTY = new XlsxCell("", null);
  private static final XlsxCell WRONG_TYPE =
      new XlsxCell(
          "",
          new Rejection(
              "wrong-type",
              "The row has a vendor, subject or reference that is neither text nor a number: mend"
                  + " it and drop the row again."));
  private static final XlsxCell IMPRECISE =
      new XlsxCell(
          "",
          new Rejection(
              "imprecise-number",
              "The row has a number of more than 15 digits, which Excel does not keep exactly:"
                  + " format the column as text, enter it anew and drop the row again."));

  /** Reads a cell; a formula is its last result. */
  static XlsxCell of(@Nullable Cell cell) {
    if (cell == null || cell.getValue() == null) {
      return cell != null && cell.getType() == CellType.ERROR ? WRONG_TYPE : EMPTY;
    }
    if (cell.getType() == CellType.ERROR) {
      return WRONG_TYPE;
    }
    if (cell.getValue() instanceof BigDecimal number) {
      return of(number);
    }
    if (cell.getValue() instanceof String text) {
      boolean error = cell.getType() == CellType.FORMULA && ERRORS.contains(text);
      return error ? WRONG_TYPE : new XlsxCell(text, null);
    }
    return WRONG_TYPE;
  }

  private static XlsxCell of(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    long wholeDigits = (long) plain.precision() - plain.scale();
    if (wholeDigits > EXACT_DIGITS || plain.scale() > MOST_PLACES) {
      return IMPRECISE;
    }
    return new XlsxCell(plain.toPlainString(), null);
  }

  /** Whether there is nothing in it. */
  boolean isEmpty() {
    return defect == null && text.isEmpty();
  }
}
