package dev.lethe.request;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/** The rows of a workbook's first sheet, below the first row that is not empty: the header. */
final class XlsxRows implements RowSource {
  /** Without formats; a number that is none spoils its cell, not the file. */
  private static final ReadingOptions OPTIONS = new ReadingOptions(false, true);

  private final ReadableWorkbook workbook;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private final RowMaker maker;
  private final Columns columns;

  private XlsxRows(ReadableWorkbook workbook, RowMaker maker) throws IOException {
    this.workbook = workbook;
    this.maker = maker;
    this.stream = workbook.getFirstSheet().openStream();
    this.rows = stream.iterator();
    this.columns = columns();
  }

  /** Checks the archive and reads the header. */
  static XlsxRows open(Path path, RowMaker maker) throws IOException {
    XlsxGuard.check(path);
    try {
      return open(new ReadableWorkbook(path.toFile(), OPTIONS), maker);
    } catch (UnreadableFileException | FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw XlsxGuard.broken();
    }
  }

  private static XlsxRows open(ReadableWorkbook workbook, RowMaker maker) throws IOException {
    try {
      return new XlsxRows(workbook, maker);
    } catch (IOException | RuntimeException e) {
      workbook.close();
      throw e;
    }
  }

  private Columns columns() throws IOException {
    org.dhatim.fastexcel.reader.Row first = pull();
    if (first == null) {
      throw new UnreadableFileException(
          "The first sheet is empty: put the rows in the first sheet and drop the file again.");
    }
    List<String> header =
        IntStream.range(0, first.getCellCount())
            .mapToObj(i -> XlsxCell.of(first.getCell(i)).text())
            .toList();
    Columns found = Columns.of(header);
    found.check(header, maker.needsVendor());
    return found;
  }

  @Override
  public @Nullable Row next(int number) throws IOException {
    org.dhatim.fastexcel.reader.Row row = pull();
    if (row == null) {
      return null;
    }
    XlsxCell vendor = cell(row, columns.vendor());
    XlsxCell subject = cell(row, columns.subject());
    XlsxCell reference = cell(row, columns.reference());
    Row made = maker.row(number, vendor.text(), subject.text(), reference.text());
    for (XlsxCell cell : List.of(subject, vendor, reference)) {
      if (cell.defect() != null) {
        return new Row(number, made.vendor(), made.subject(), made.reference(), cell.defect());
      }
    }
    return made;
  }

  private XlsxCell cell(org.dhatim.fastexcel.reader.Row row, int column) {
    XlsxCell cell =
        XlsxCell.of(column < 0 || column >= row.getCellCount() ? null : row.getCell(column));
    return columns.guarded() ? new XlsxCell(columns.unguarded(cell.text()), cell.defect()) : cell;
  }

  /** The next row of the sheet with anything in it, null after the last. */
  private org.dhatim.fastexcel.reader.@Nullable Row pull() throws IOException {
    try {
      while (rows.hasNext()) {
        org.dhatim.fastexcel.reader.Row row = rows.next();
        if (row.stream().anyMatch(cell -> !XlsxCell.of(cell).isEmpty())) {
          return row;
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw XlsxGuard.broken();
    }
  }

  @Override
  public String emptySentence() {
    return "The sheet has a header but no rows: drop a file that has at least one.";
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
