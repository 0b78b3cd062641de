package dev.lethe.request;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cells we want of each CSV record, and throws the rest away before it costs anything.
 */
final class CsvCells extends CsvCallbackHandler<CsvCells.Cells> {
  private final Columns columns;
  private RecordType type = RecordType.DATA;
  private @Nullable String vendor;
  private @Nullable String subject;
  private @Nullable String reference;
  private String lastVendor = "";
  private int count;
  private long size;

  CsvCells(Columns columns) {
    this.columns = columns;
  }

  /**
   * What was kept of a record.
   *
   * @param vendor null if the record does not reach that column, or there is none
   * @param subject null if the record does not reach that column
   * @param reference null if the record does not reach that column, or there is none
   * @param count how many cells it has
   */
  record Cells(
      @Nullable String vendor, @Nullable String subject, @Nullable String reference, int count) {}

  @Override
  protected void beginRecord(long startingLineNumber) {
    type = RecordType.DATA;
    vendor = null;
    subject = null;
    reference = null;
    count = 0;
    size = 0;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    size += length + 1L;
    if (size > Inspection.MOST_LINE_BYTES) {
      throw new CsvParseException("Record too long");
    }
    if (count == columns.subject()) {
      subject = new String(buffer, offset, length);
    } else if (count == columns.vendor()) {
      vendor = vendor(buffer, offset, length);
    } else if (count == columns.reference()) {
      reference = new String(buffer, offset, length);
    }
    count++;
  }

  /** Mostly the same one as in the record before: then no new string is made. */
  private String vendor(char[] buffer, int offset, int length) {
    boolean same = length == lastVendor.length();
    for (int i = 0; same && i < length; i++) {
      same = buffer[offset + i] == lastVendor.charAt(i);
    }
    if (!same) {
      lastVendor = new String(buffer, offset, length);
    }
    return lastVendor;
  }

  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    throw new IllegalStateException("Comments are switched off");
  }

  @Override
  protected Cells buildRecord() {
    return new Cells(vendor, subject, reference, count);
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return count;
  }
}
