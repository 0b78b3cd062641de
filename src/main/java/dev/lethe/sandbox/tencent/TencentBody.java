package dev.lethe.sandbox.tencent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.sandbox.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the UserIDs out of a body, as strictly as the documents allow.
 *
 * <p>Codes: 60003 no JSON, 70402 no such field, 70206 not 1 to 100 accounts, 60015 a UserID that is
 * no string, 70402 a UserID that is empty, longer than 32 bytes, or not printable ASCII.
 */
final class TencentBody {

  private static final int MOST_ACCOUNTS = 100;
  private static final int MOST_BYTES = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TencentBody() {}

  /** The UserIDs of a call, in the order and as often as they are there. */
  static List<String> userIds(TencentCommand command, String body) throws Refusal {
    JsonNode json = parse(body);
    return switch (command) {
      case ACCOUNT_DELETE -> items(json.path("DeleteItem"), "DeleteItem");
      case ACCOUNT_CHECK -> items(json.path("CheckItem"), "CheckItem");
      case ACCOUNT_IMPORT -> List.of(userId(json.path("UserID")));
      case MULTIACCOUNT_IMPORT ->
          json.has("Accounts")
              ? texts(json.path("Accounts"))
              : items(json.path("AccountList"), "AccountList");
    };
  }

  private static JsonNode parse(String body) throws Refusal {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw Refusal.violation(60003, "the body is not a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw Refusal.violation(60003, "the body is not JSON");
    }
  }

  private static List<String> items(JsonNode array, String name) throws Refusal {
    counted(array, name);
    List<String> ids = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      if (!item.isObject()) {
        throw Refusal.violation(70402, name + " holds something else than objects");
      }
      ids.add(userId(item.path("UserID")));
    }
    return ids;
  }

  private static List<String> texts(JsonNode array) throws Refusal {
    counted(array, "Accounts");
    List<String> ids = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      ids.add(userId(item));
    }
    return ids;
  }

  private static void counted(JsonNode array, String name) throws Refusal {
    if (!array.isArray()) {
      throw Refusal.violation(70402, name + " is not an array");
    }
    if (array.isEmpty() || array.size() > MOST_ACCOUNTS) {
      throw Refusal.violation(70206, name + " does not hold 1 to 100 accounts");
    }
  }

  private static String userId(JsonNode value) throws Refusal {
    if (value.isMissingNode()) {
      throw Refusal.violation(70402, "UserID is missing");
    }
    if (!value.isTextual()) {
      throw Refusal.violation(60015, "UserID is not a string");
    }
    String id = value.textValue();
    boolean printable = id.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    if (id.isEmpty() || id.length() > MOST_BYTES || !printable) {
      throw Refusal.violation(70402, "UserID is not 1 to 32 printable ASCII characters");
    }
    return id;
  }
}
