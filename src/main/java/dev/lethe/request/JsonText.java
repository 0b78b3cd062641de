package dev.lethe.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows out of JSON objects, whether they stand on lines or in an array. */
final class JsonText {
  /** Much deeper than any list of people has a reason to be. */
  private static final int MOST_NESTING = 100;

  private static final List<String> FIELDS = List.of("vendor", "subject", "reference");

  private static final Rejection NOT_AN_OBJECT =
      defect("not-an-object", "is no JSON object: write it as {\"vendor\": …, \"subject\": …}");
  private static final Rejection BROKEN_JSON =
      defect("broken-json", "is not valid JSON: write one complete object on the line");
  private static final Rejection MISSING_CELL =
      defect("missing-cell", "has no field \"subject\": add it");
  private static final Rejection WRONG_TYPE =
      defect(
          "wrong-type",
          "has a vendor, subject or reference that is neither text nor a number: mend it");
  private static final Rejection DOUBLED_KEY =
      defect("doubled-key", "names its vendor, subject or reference twice: keep one of them");
  private static final Rejection BROKEN_TEXT =
      defect("broken-text", "has a NUL or half of a surrogate pair in its text: mend it");

  private final RowMaker maker;

  JsonText(RowMaker maker) {
    this.maker = maker;
  }

  /** A factory whose parsers keep no more of a text than one row may have. */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MOST_NESTING)
                .maxStringLength(Inspection.MOST_LINE_BYTES)
                .build())
        .build();
  }

  /**
   * The row of the object that the parser has just entered; leaves it at the object's end.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException if the JSON is broken
   */
  Row object(JsonParser parser, int number) throws IOException {
    @Nullable String[] values = new @Nullable String[FIELDS.size()];
    int seen = 0;
    Rejection defect = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int field = FIELDS.indexOf(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field >= 0) {
        boolean again = (seen & 1 << field) != 0;
        Rejection fault = again ? DOUBLED_KEY : fault(parser, token);
        values[field] = fault == null && token != JsonToken.VALUE_NULL ? parser.getText() : null;
        defect = defect == null ? fault : defect;
        seen |= 1 << field;
      }
      parser.skipChildren();
    }
    return row(number, values, defect);
  }

  private static @Nullable Rejection fault(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return isBrokenText(parser.getText()) ? BROKEN_TEXT : null;
    }
    boolean fine = token == JsonToken.VALUE_NULL || (token != null && token.isNumeric());
    return fine ? null : WRONG_TYPE;
  }

  /** Text that neither a ledger nor a vendor can take, and that encoders quietly change. */
  private static boolean isBrokenText(String text) {
    return text.codePoints()
        .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private Row row(int number, @Nullable String[] values, @Nullable Rejection defect) {
    String vendor = values[0] == null ? "" : values[0];
    String subject = values[1];
    if (defect == null && subject != null) {
      return maker.row(number, vendor, subject, values[2]);
    }
    return new Row(
        number,
        maker.vendor(vendor),
        subject == null ? "" : subject,
        values[2],
        defect == null ? MISSING_CELL : defect);
  }

  /** A row that is some other JSON. */
  Row notAnObject(int number) {
    return new Row(number, maker.vendor(""), "", null, NOT_AN_OBJECT);
  }

  /** A row that is no JSON. */
  Row broken(int number) {
    return new Row(number, maker.vendor(""), "", null, BROKEN_JSON);
  }

  private static Rejection defect(String code, String what) {
    return new Rejection(code, "The row " + what + ", and drop it again.");
  }
}
