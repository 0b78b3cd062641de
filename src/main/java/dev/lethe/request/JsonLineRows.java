package dev.lethe.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** One object a line; a line that is none costs nothing but itself. */
final class JsonLineRows implements RowSource {
  private final JsonFactory json = JsonText.factory();
  private final LineSplitter lines;
  private final JsonText objects;

  JsonLineRows(Reader text, RowMaker maker) {
    this.lines = new LineSplitter(text);
    this.objects = new JsonText(maker);
  }

  @Override
  public @Nullable Row next(int number) throws IOException {
    String line = lines.next();
    return line == null ? null : row(number, line);
  }

  private Row row(int number, String line) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      JsonToken first = parser.nextToken();
      Row row;
      if (first == JsonToken.START_OBJECT) {
        row = objects.object(parser, number);
      } else {
        parser.skipChildren();
        row = objects.notAnObject(number);
      }
      return parser.nextToken() == null ? row : objects.broken(number);
    } catch (JsonProcessingException e) {
      return objects.broken(number);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
