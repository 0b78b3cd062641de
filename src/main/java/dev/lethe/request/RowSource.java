package dev.lethe.request;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of one format, one at a time. */
interface RowSource extends Closeable {

  /**
   * The next row.
   *
   * @param number the number it gets
   * @return null at the end; not to be called again after that
   */
  @Nullable Row next(int number) throws IOException;

  /** What to say of a file without a single row. */
  default String emptySentence() {
    return "The file holds no rows: drop a file that has at least one.";
  }
}
