package dev.lethe.sandbox.longlonglong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the phones out of the body of {@code del_customer}.
 *
 * <p>Documented: at most 100 phones, and that a call without phones and without {@code created_at}
 * deletes nothing. All that a careful caller never sends is a violation: {@code created_at} and
 * {@code encryption}, which are refused, no phones or the same one twice, which are answered.
 */
final class DeletionBody {

  private static final int MOST_PHONES = 100;
  private static final int LONGEST_PHONE = 32;
  private static final Set<String> FIELDS = Set.of("phone", "created_at", "encryption");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DeletionBody() {}

  /** The phones of a body that there is, in the order and as often as they are there. */
  static List<String> phones(String body) throws Refusal {
    JsonNode json = parse(body);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw refused("the body has a field that is not documented");
      }
    }
    if (json.has("created_at")) {
      throw refused("created_at is sent, which can delete everyone imported in a stretch of time");
    }
    if (!json.path("encryption").isMissingNode() && !json.path("encryption").isBoolean()) {
      throw refused("encryption is not true or false");
    }
    if (json.path("encryption").asBoolean(false)) {
      throw refused("encryption is true, which nobody outside the vendor can do");
    }
    return texts(json.path("phone"));
  }

  /** Logs what is answered all the same, and returns the phones, each once. */
  static List<String> distinct(List<String> phones, CallLog calls) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(phones));
    if (phones.isEmpty()) {
      calls.violation(() -> "del_customer holds no phone");
    } else if (distinct.size() < phones.size()) {
      calls.violation(() -> "del_customer holds a phone twice");
    }
    return distinct;
  }

  private static JsonNode parse(String body) throws Refusal {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw refused("the body is not a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw refused("the body is not JSON");
    }
  }

  private static List<String> texts(JsonNode array) throws Refusal {
    if (array.isMissingNode()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw refused("phone is not an array");
    }
    if (array.size() > MOST_PHONES) {
      throw refused("phone holds more than 100 phones");
    }
    List<String> phones = new ArrayList<>(array.size());
    for (JsonNode phone : array) {
      if (!phone.isTextual()) {
        throw refused("phone holds something else than strings");
      }
      String text = phone.textValue();
      boolean plain = text.chars().allMatch(c -> c > 0x20 && c <= 0x7e);
      if (text.isEmpty() || text.length() > LONGEST_PHONE || !plain) {
        throw refused("phone holds what is no phone");
      }
      phones.add(text);
    }
    return phones;
  }

  private static Refusal refused(String reason) {
    return Refusal.violation(422, reason);
  }
}
