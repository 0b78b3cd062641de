package dev.lethe.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that SQLite gave as one JSON text, {@code [[<column>, …], …]}: each value that is fetched on
 * its own costs more than to read it in the database. Columns are numbers, texts and nulls, and are
 * taken in their order.
 */
final class SqliteJsonRows implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  /** Rows of a JSON text in UTF-8. */
  SqliteJsonRows(byte[] json) {
    try {
      parser = JSON.createParser(json);
      parser.nextToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on to the next row; false after the last one. */
  boolean next() {
    JsonToken token = token();
    if (token == JsonToken.END_ARRAY && parser.getParsingContext().inArray()) {
      token = token(); // the end of the row before
    }
    return token == JsonToken.START_ARRAY;
  }

  long number() {
    return numberOr(0);
  }

  /** A number, or that one instead of null. */
  long numberOr(long otherwise) {
    try {
      return token() == JsonToken.VALUE_NULL ? otherwise : parser.getLongValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    String text = textOrNull();
    if (text == null) {
      throw new IllegalStateException("A column is null that cannot be");
    }
    return text;
  }

  @Nullable String textOrNull() {
    try {
      return token() == JsonToken.VALUE_NULL ? null : parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable JsonToken token() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
