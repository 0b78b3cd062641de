package dev.lethe.fuzz;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.fuzz.Truth.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The least that a reply must say before anybody may count as gone, read from its bytes by the
 * vendors' contracts and without any of Lethe's classes. Whom it does not name here must not become
 * {@code DELETED} or {@code ALREADY_ABSENT} because of it.
 */
final class Said {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Said() {}

  /** Those of {@code sent} whom a whole reply with status 200 may call gone. */
  static Set<String> gone(
      String vendor, Kind kind, byte[] body, Set<String> candidates, List<String> sent) {
    JsonNode reply = strictly(body);
    Set<String> gone = new HashSet<>();
    if (reply == null || !reply.isObject() || kind == Kind.LOGIN) {
      return gone;
    }
    for (String subject : candidates) {
      boolean said =
          switch (vendor) {
            case "tencent-im" -> tencent(reply, kind, subject);
            case "sf-express" -> sf(reply, subject, sent);
            case "longlonglong" -> longlonglong(reply, kind, subject, sent);
            default -> yunke(reply, kind, subject, sent);
          };
      if (said) {
        gone.add(subject);
      }
    }
    return gone;
  }

  /** All scalars of a reply as text: what an outcome's code may have come from. */
  static Set<String> scalars(byte[] body) {
    Set<String> scalars = new HashSet<>();
    JsonNode reply = strictly(body);
    if (reply != null) {
      collect(reply, scalars);
    }
    return scalars;
  }

  private static void collect(JsonNode node, Set<String> scalars) {
    if (node.isValueNode()) {
      scalars.add(node.asText());
    }
    node.forEach(child -> collect(child, scalars));
  }

  private static JsonNode strictly(byte[] body) {
    try {
      return STRICT.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean tencent(JsonNode reply, Kind kind, String subject) {
    for (JsonNode item : reply.path("ResultItem")) {
      if (item.path("UserID").isTextual() && item.path("UserID").asText().equals(subject)) {
        String code = item.path("ResultCode").asText();
        boolean gone =
            kind == Kind.DELETE
                ? code.equals("0") || code.equals("70107")
                : item.path("AccountStatus").asText().equals("NotImported");
        if (gone || code.equals("70107")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sf(JsonNode reply, String subject, List<String> sent) {
    boolean ok = reply.path("succ").asText().equals("ok");
    String row = Integer.toString(sent.indexOf(subject) + 1);
    boolean absent = false;
    for (JsonNode item : reply.path("result")) {
      boolean his =
          item.path("userNo").asText().equals(subject) || item.path("rowNo").asText().equals(row);
      absent |= his && item.path("cause").asText().contains("不存在");
    }
    boolean named = reply.path("msg").asText().contains("不存在") && sent.size() == 1;
    return sent.contains(subject) && (ok || absent || named);
  }

  private static boolean longlonglong(
      JsonNode reply, Kind kind, String subject, List<String> sent) {
    boolean fine =
        reply.path("code").asText().equals("200")
            && reply.path("status").asText().equals("success");
    if (!fine || !sent.contains(subject)) {
      return false;
    }
    if (kind == Kind.DELETE) {
      return number(reply.path("data").path("count")) >= sent.size();
    }
    JsonNode data = reply.path("data");
    boolean listed = false;
    for (JsonNode item : data) {
      listed |= item.path("phone").asText().equals(subject);
    }
    return data.isArray() && !listed && number(reply.path("meta").path("total")) == data.size();
  }

  private static boolean yunke(JsonNode reply, Kind kind, String subject, List<String> sent) {
    boolean fine = reply.path("code").asText().equals("0") || !reply.hasNonNull("code");
    if (kind == Kind.DELETE) {
      JsonNode counts = reply.hasNonNull("success_num") ? reply : reply.path("data");
      return fine
          && sent.contains(subject)
          && number(counts.path("success_num")) == sent.size()
          && Math.max(0, number(counts.path("fail_num"))) == 0
          && Math.max(0, number(counts.path("not_allowed"))) == 0;
    }
    JsonNode list = reply.path("data").isObject() ? reply.path("data") : reply;
    boolean listed = false;
    for (JsonNode item : list.path("data")) {
      listed |= item.path("user_name").asText().equals(subject);
    }
    return fine && list.path("data").isArray() && !listed;
  }

  private static long number(JsonNode count) {
    boolean whole = count.isIntegralNumber() || count.isTextual();
    return whole && count.asText().matches("\\d{1,9}") ? Long.parseLong(count.asText()) : -1;
  }
}
