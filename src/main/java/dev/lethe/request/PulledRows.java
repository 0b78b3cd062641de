package dev.lethe.request;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers the rows of a source and hands them out in lists. A file without rows is no good. */
final class PulledRows implements RowReader {
  private static final int USUAL_LIST = 1000;

  private final RowSource source;
  private int rows;
  private boolean ended;

  PulledRows(RowSource source) {
    this.source = source;
  }

  @Override
  public List<Row> read(int most) throws IOException {
    List<Row> list = new ArrayList<>(Math.min(most, USUAL_LIST));
    while (!ended && list.size() < most) {
      Row row = next();
      if (row == null) {
        ended = true;
      } else {
        list.add(row);
        rows++;
      }
    }
    if (ended && rows == 0) {
      throw new UnreadableFileException(source.emptySentence());
    }
    return list;
  }

  private @Nullable Row next() throws IOException {
    try {
      return source.next(Math.addExact(rows, 1));
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException(
          "The file changed while it was read: drop it again when it is complete.");
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
