package dev.lethe.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The elements of one JSON array, which may be as long as it likes; an element may not. */
final class JsonArrayRows implements RowSource {
  private final JsonParser parser;
  private final JsonText objects;

  private JsonArrayRows(JsonParser parser, RowMaker maker) {
    this.parser = parser;
    this.objects = new JsonText(maker);
  }

  /** Starts behind the opening bracket. */
  static JsonArrayRows open(RequestFile file, RowMaker maker) throws IOException {
    Reader text = TextFiles.open(file);
    try {
      JsonParser parser = JsonText.factory().createParser(text);
      parser.nextToken();
      return new JsonArrayRows(parser, maker);
    } catch (JsonProcessingException e) {
      text.close();
      throw broken(1);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  @Override
  public @Nullable Row next(int number) throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        requireEnd();
        return null;
      }
      return element(number, token);
    } catch (StreamConstraintsException e) {
      throw tooBig(number);
    } catch (JsonProcessingException e) {
      throw broken(number);
    }
  }

  private Row element(int number, @Nullable JsonToken token) throws IOException {
    long start = parser.currentTokenLocation().getCharOffset();
    Row row;
    if (token == JsonToken.START_OBJECT) {
      row = objects.object(parser, number);
    } else {
      parser.skipChildren();
      row = objects.notAnObject(number);
    }
    if (parser.currentLocation().getCharOffset() - start > Inspection.MOST_LINE_BYTES) {
      throw tooBig(number);
    }
    return row;
  }

  private void requireEnd() throws IOException {
    boolean end;
    try {
      end = parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      end = false;
    }
    if (!end) {
      throw new UnreadableFileException(
          "Something stands behind the JSON array's end: remove it and drop the file again.");
    }
  }

  private static UnreadableFileException broken(int number) {
    return new UnreadableFileException(
        "The JSON array is broken at element %d: mend it and drop the file again."
            .formatted(number));
  }

  private static UnreadableFileException tooBig(int number) {
    return new UnreadableFileException(
        ("Element %d of the JSON array has over 1 MB or is nested too deep: make it smaller and"
                + " drop the file again.")
            .formatted(number));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
