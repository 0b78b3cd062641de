package dev.lethe.request;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The data records of a CSV file. */
final class CsvRows implements RowSource {
  private final CloseableIterator<CsvCells.Cells> records;
  private final Columns columns;
  private final RowMaker maker;

  private CsvRows(CloseableIterator<CsvCells.Cells> records, Columns columns, RowMaker maker) {
    this.records = records;
    this.columns = columns;
    this.maker = maker;
  }

  /** Finds out the separator and the columns, and starts behind the header. */
  static CsvRows open(RequestFile file, RowMaker maker) throws IOException {
    CsvHeader header = CsvHeader.find(file, maker.needsVendor());
    CsvRows rows =
        new CsvRows(
            CsvHeader.parser(header.separator())
                .build(new CsvCells(header.columns()), TextFiles.open(file))
                .iterator(),
            header.columns(),
            maker);
    try {
      rows.record();
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public @Nullable Row next(int number) throws IOException {
    CsvCells.@Nullable Cells cells = record();
    return cells == null ? null : row(number, cells);
  }

  private CsvCells.@Nullable Cells record() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw CsvHeader.broken();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Row row(int number, CsvCells.Cells cells) {
    String vendor = orEmpty(cells.vendor());
    String subject = cells.subject();
    String reference = columns.unguardedOrNull(cells.reference());
    if (subject == null || (cells.vendor() == null && columns.vendor() >= 0)) {
      return new Row(
          number,
          maker.vendor(columns.unguarded(vendor)),
          columns.unguarded(orEmpty(subject)),
          reference,
          missingCell(number, cells.count()));
    }
    if (cells.count() > columns.width()) {
      return new Row(
          number,
          maker.vendor(columns.unguarded(vendor)),
          columns.unguarded(subject),
          reference,
          extraCell(number, cells.count()));
    }
    return maker.row(number, columns.unguarded(vendor), columns.unguarded(subject), reference);
  }

  private static String orEmpty(@Nullable String cell) {
    return cell == null ? "" : cell;
  }

  private Rejection missingCell(int number, int count) {
    return new Rejection(
        "missing-cell",
        ("Row %d has %d of the header's %d cells, and the subject or the vendor is not among them:"
                + " add what is missing and drop the row again.")
            .formatted(number, count, columns.width()));
  }

  // What stands in the subject's place may be half a subject, and so somebody else's.
  private Rejection extraCell(int number, int count) {
    return new Rejection(
        "extra-cell",
        ("Row %d has %d cells where the header has %d; the subject may hold a comma without quotes"
                + " around it: put it in quotes in the original file and drop the row again.")
            .formatted(number, count, columns.width()));
  }

  @Override
  public String emptySentence() {
    return "The file has a header but no rows: drop a file that has at least one.";
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
