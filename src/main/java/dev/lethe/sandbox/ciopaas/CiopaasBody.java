package dev.lethe.sandbox.ciopaas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what calls hold, as strictly as the documents allow.
 *
 * <p>Whatever is missing or of the wrong form is answered by 20002.
 */
final class CiopaasBody {

  /** The vendor states no limit; this is the most that we promise to send. */
  static final int MOST_NAMES = 100;

  private static final String FIXED = "user_name";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CiopaasBody() {}

  /**
   * A page that is asked for.
   *
   * @param index counted from 0
   * @param filter a user name or a part of one, empty for all
   */
  record Page(int index, int size, String filter) {}

  /** The fields of a call, in the order in which they came. */
  static ObjectNode fields(String body) throws Refusal {
    try {
      if (JSON.readTree(body) instanceof ObjectNode fields) {
        return fields;
      }
      throw malformed("the body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw malformed("the body is not JSON");
    }
  }

  /** A field that is there, and is a text with something in it. */
  static String text(JsonNode fields, String name) throws Refusal {
    JsonNode value = fields.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw malformed(name + " is missing or not a text");
    }
    return value.textValue();
  }

  /** Whom a deletion names, in the form that the tenant is set to and no other. */
  static List<String> names(JsonNode fields, CiopaasOptions options) throws Refusal {
    boolean swapped = options.swappedFields();
    String where = swapped ? "pkey" : "entityInstanceId";
    String fixed = swapped ? "entityInstanceId" : "pkey";
    if (!text(fields, fixed).equals(FIXED)) {
      throw malformed(fixed + " is not " + FIXED);
    }
    JsonNode array = options.namesAsText() ? parsed(fields, where) : fields.path(where);
    if (!array.isArray()) {
      throw malformed(where + " does not hold the names in this tenant's form");
    }
    if (array.isEmpty() || array.size() > MOST_NAMES) {
      throw malformed(where + " does not hold 1 to " + MOST_NAMES + " names");
    }
    List<String> names = new ArrayList<>(array.size());
    for (JsonNode name : array) {
      if (!name.isTextual() || name.textValue().isEmpty()) {
        throw malformed(where + " holds something else than names");
      }
      names.add(name.textValue());
    }
    return names;
  }

  private static JsonNode parsed(JsonNode fields, String where) throws Refusal {
    try {
      return JSON.readTree(text(fields, where));
    } catch (JsonProcessingException e) {
      throw malformed(where + " is not the text of a JSON array");
    }
  }

  /** The page that a call asks for; without any field, the first, of five accounts. */
  static Page page(JsonNode fields) throws Refusal {
    JsonNode filter = fields.path("user_name");
    if (!filter.isMissingNode() && !filter.isTextual()) {
      throw malformed("user_name is not a text");
    }
    return new Page(
        number(fields, "pageIndex", 0, 0), number(fields, "pageSize", 5, 1), filter.asText(""));
  }

  private static int number(JsonNode fields, String name, int otherwise, int least) throws Refusal {
    JsonNode value = fields.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
      throw malformed(name + " is not a whole number from " + least + " on");
    }
    return value.intValue();
  }

  private static Refusal malformed(String info) {
    return Refusal.violation(20002, info);
  }
}
