package dev.lethe.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link NewRequest} into a file of JSON lines, a row at a time, so that its size does not
 * matter to the memory.
 */
final class JsonSubmission {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser in;
  private final JsonGenerator out;

  private @Nullable String name;
  private @Nullable String vendor;
  private @Nullable String callback;
  private int rows;

  private JsonSubmission(JsonParser in, JsonGenerator out) {
    this.in = in;
    this.out = out;
  }

  /**
   * What it says beside its rows.
   *
   * @param name null where it says none, like the others
   */
  record Head(@Nullable String name, @Nullable String vendor, @Nullable URI callback) {}

  /**
   * Reads it to its end and writes its rows.
   *
   * @throws Malformed if it is not as described
   */
  static Head copy(InputStream body, OutputStream file) throws IOException {
    try (JsonParser in = JSON.createParser(body);
        JsonGenerator out = JSON.createGenerator(file).setRootValueSeparator(null)) {
      return new JsonSubmission(in, out).read();
    } catch (JsonParseException | StreamConstraintsException e) {
      throw Malformed.because(
          "The body is not JSON, or has a field twice. Nothing was taken in; mend it and send it"
              + " again.");
    }
  }

  private Head read() throws IOException {
    expect(in.nextToken() == JsonToken.START_OBJECT, "The body is a JSON object.");
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "name" -> name = text(field);
        case "vendor" -> vendor = text(field);
        case "callback" -> callback = text(field);
        case "items" -> items();
        default ->
            throw Malformed.because(
                "The body has a field that is not known here. Known are callback, items, name,"
                    + " vendor.");
      }
    }
    expect(in.nextToken() == null, "Nothing may follow the JSON object.");
    expect(rows > 0, "The body has no items: there is nothing to delete.");
    return new Head(name, Parameters.text("The field vendor", vendor), Callback.of(callback));
  }

  private void items() throws IOException {
    expect(in.currentToken() == JsonToken.START_ARRAY, "The field items is an array.");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      rows++;
      row();
    }
  }

  private void row() throws IOException {
    expect(in.currentToken() == JsonToken.START_OBJECT, "is an object");
    boolean subject = false;
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "subject" -> {
          subject = true;
          expect(in.currentToken() == JsonToken.VALUE_STRING, "has a text as subject");
          out.writeStringField(field, whole(in.getText()));
        }
        case "vendor", "reference" -> {
          String text = text(field);
          if (text != null) {
            out.writeStringField(field, text);
          }
        }
        default -> expect(false, "has fields vendor, subject and reference only");
      }
    }
    expect(subject, "has a subject");
    out.writeEndObject();
    out.writeRaw('\n');
  }

  private @Nullable String text(String field) throws IOException {
    expect(
        in.currentToken() == JsonToken.VALUE_STRING || in.currentToken() == JsonToken.VALUE_NULL,
        "The field " + field + " is a text.");
    return in.currentToken() == JsonToken.VALUE_NULL ? null : whole(in.getText());
  }

  /** Half of a surrogate pair has no form in UTF-8: what was written would be another text. */
  private static String whole(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Malformed.because(
          "The body has text that is no Unicode (half of a surrogate pair). Nothing was taken in.");
    }
    return text;
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw Malformed.because(
          Character.isUpperCase(otherwise.charAt(0))
              ? otherwise
              : "Each of the items " + otherwise + "; number " + rows + " does not.");
    }
  }
}
