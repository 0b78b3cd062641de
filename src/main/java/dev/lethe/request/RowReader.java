package dev.lethe.request;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads the rows of one request file in order, in constant memory. */
public interface RowReader extends Closeable {

  /**
   * The next rows.
   *
   * @param most how many at the most, above 0
   * @return between 0 and {@code most} rows; an empty list only at the end of the file
   * @throws UnreadableFileException if the file is no good as a whole from here on
   * @throws IOException if the disk or the share fails
   */
  List<Row> read(int most) throws IOException;
}
