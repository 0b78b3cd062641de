package dev.lethe.request;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** One subject a line, for the vendor of the folder. */
final class TxtRows implements RowSource {
  private final LineSplitter lines;
  private final RowMaker maker;

  TxtRows(Reader text, RowMaker maker) {
    this.lines = new LineSplitter(text);
    this.maker = maker;
  }

  @Override
  public @Nullable Row next(int number) throws IOException {
    String line = lines.next();
    return line == null ? null : maker.row(number, "", line, null);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
