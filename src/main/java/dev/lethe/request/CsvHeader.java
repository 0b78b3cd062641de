package dev.lethe.request;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The header of a CSV file.
 *
 * @param separator between the cells of this file
 * @param columns where they are
 */
record CsvHeader(char separator, Columns columns) {
  /** The comma of RFC 4180, and what spreadsheets write where the comma is the decimal mark. */
  private static final char[] SEPARATORS = {',', ';', '\t'};

  /** Columns that a header may have: the most a spreadsheet can (Excel's limit). */
  private static final int MOST_COLUMNS = 16_384;

  /**
   * Reads the header with each separator, and settles for the one that shows the columns needed;
   * the one with most columns if there are several, since a tab at a name's end looks like a blank.
   *
   * @throws UnreadableFileException if none does, or one of them is there twice
   */
  static CsvHeader find(RequestFile file, boolean vendorNeeded) throws IOException {
    List<String> withComma = header(file, ',');
    List<String> best = List.of();
    char bestSeparator = ',';
    for (char separator : SEPARATORS) {
      List<String> header = separator == ',' ? withComma : header(file, separator);
      if (header.size() > best.size() && Columns.of(header).suffice(vendorNeeded)) {
        best = header;
        bestSeparator = separator;
      }
    }
    List<String> found = best.isEmpty() ? withComma : best;
    if (found.isEmpty()) {
      throw broken();
    }
    Columns columns = Columns.of(found);
    columns.check(found, vendorNeeded);
    return new CsvHeader(bestSeparator, columns);
  }

  /** Empty if it cannot be read with that separator. */
  private static List<String> header(RequestFile file, char separator) throws IOException {
    CsvRecordHandler handler =
        CsvRecordHandler.of(
            limits ->
                limits
                    .maxFields(MOST_COLUMNS)
                    .maxFieldSize(Inspection.MOST_LINE_BYTES)
                    .maxRecordSize(Inspection.MOST_LINE_BYTES));
    try (CsvReader<CsvRecord> reader = parser(separator).build(handler, TextFiles.open(file));
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      return records.hasNext() ? records.next().getFields() : List.of();
    } catch (CsvParseException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** RFC 4180 with empty lines skipped; how many cells a record has is for the caller to judge. */
  static CsvReader.CsvReaderBuilder parser(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .detectBomHeader(false)
        .maxBufferSize(2 * Inspection.MOST_LINE_BYTES);
  }

  static UnreadableFileException broken() {
    return new UnreadableFileException(
        "The CSV is broken: a quote is not closed, something stands behind a closed one, or a row"
            + " has over 1 MB. Mend it (a quote inside of quotes is doubled) and drop the file"
            + " again.");
  }
}
