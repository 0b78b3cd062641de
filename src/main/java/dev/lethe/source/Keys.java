package dev.lethe.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;

/** The keys of a request's rows, one after the other. Not thread-safe. */
final class Keys implements AutoCloseable {
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final int type;

  Keys(Path file) throws IOException {
    reader = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(file);
    records = reader.iterator();
    type = Integer.parseInt(records.next().getField(0));
  }

  boolean hasNext() {
    return records.hasNext();
  }

  String next() {
    return records.next().getField(0);
  }

  /** The next one as the database wants it. */
  NamedSql.Typed nextTyped() {
    return new NamedSql.Typed(next(), type);
  }

  int type() {
    return type;
  }

  @Override
  public void close() throws IOException {
    records.close();
    reader.close();
  }
}
