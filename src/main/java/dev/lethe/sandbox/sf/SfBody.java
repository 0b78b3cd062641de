package dev.lethe.sandbox.sf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.sandbox.Refusal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code companyId} and {@code userNos} out of a body, as strictly as the documents allow.
 *
 * <p>Documented: {@code companyId} String(20), {@code userNos} String(4000), {@code userNo}
 * String(50), no special characters, {@code =} and {@code &} by name, and no Chinese. The hundred
 * names at the most are the vendor's advice for the sibling {@code batchSave}.
 */
final class SfBody {

  private static final int LONGEST_COMPANY = 20;
  private static final int LONGEST_LIST = 4_000;
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 50;
  private static final Set<String> FIELDS = Set.of("companyId", "userNos");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SfBody() {}

  /** The user names of a call whose {@code companyId} is this one, in their order. */
  static List<String> userNos(String companyId, String body) throws Refusal {
    JsonNode json = parse(body);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw malformed("the body has a field that is not documented");
      }
    }
    String company = text(json, "companyId", LONGEST_COMPANY);
    List<String> names = List.of(text(json, "userNos", LONGEST_LIST).split(",", -1));
    if (!company.equals(companyId)) {
      throw malformed("companyId is not the sendAppId");
    }
    if (names.size() > MOST_NAMES) {
      throw malformed("userNos holds more than 100 names");
    }
    for (String name : names) {
      check(name);
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw malformed("userNos holds a name twice");
    }
    return names;
  }

  private static JsonNode parse(String body) throws Refusal {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw malformed("the body is not a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw malformed("the body is not JSON");
    }
  }

  private static String text(JsonNode json, String field, int longest) throws Refusal {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw malformed(field + " is missing or not a string");
    }
    if (value.textValue().isEmpty() || value.textValue().length() > longest) {
      throw malformed(field + " is not 1 to " + longest + " characters long");
    }
    return value.textValue();
  }

  private static void check(String name) throws Refusal {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw malformed("a name in userNos is not 1 to 50 characters long");
    }
    if (!name.equals(name.strip())) {
      throw malformed("a name in userNos begins or ends with a blank");
    }
    if (!name.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '=' && c != '&')) {
      throw malformed("a name in userNos has =, & or what is not printable ASCII");
    }
  }

  /** What breaks the documents is answered alike; the text is invented. */
  static Refusal malformed(String info) {
    return Refusal.violation("参数错误", info);
  }
}
