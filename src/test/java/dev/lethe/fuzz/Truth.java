package dev.lethe.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.fuzz.StubVendor.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A vendor that works: who is there, and what it truly answers, by the vendors' contracts. */
final class Truth {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String vendor;
  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();

  Truth(String vendor) {
    this.vendor = vendor;
  }

  /** What a call is for. */
  enum Kind {
    LOGIN,
    DELETE,
    VERIFY
  }

  /** Those who are there. */
  Set<String> present() {
    return present;
  }

  /** Whom a call of Lethe's deleted. */
  Set<String> deleted() {
    return deleted;
  }

  Kind kind(Call call) {
    if (call.address().contains("/api/login")) {
      return Kind.LOGIN;
    }
    boolean delete =
        call.address().contains("account_delete")
            || call.address().contains("aiUserDeleteapi")
            || call.address().contains("batchDelete")
            || call.method().equals("DELETE");
    return delete ? Kind.DELETE : Kind.VERIFY;
  }

  /** The subjects of a call, in its order; none for a login or a list of all. */
  List<String> subjects(Call call) {
    List<String> subjects = new ArrayList<>();
    int query = call.address().indexOf("&phone=");
    if (query > 0) {
      subjects.add(URLDecoder.decode(call.address().substring(query + 7), StandardCharsets.UTF_8));
      return subjects;
    }
    JsonNode body = json(call);
    for (String field : List.of("DeleteItem", "CheckItem", "entityInstanceId", "phone")) {
      for (JsonNode one : body.path(field)) {
        subjects.add(one.isObject() ? one.path("UserID").asText() : one.asText());
      }
    }
    if (body.has("userNos")) {
      subjects.addAll(List.of(body.path("userNos").asText().split(",", -1)));
    }
    return subjects;
  }

  private static JsonNode json(Call call) {
    try {
      return call.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(call.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does it. */
  void delete(List<String> subjects) {
    for (String subject : subjects) {
      if (present.remove(subject)) {
        deleted.add(subject);
      }
    }
  }

  /** What it would answer if it did what a call asks for; it does not. */
  ObjectNode wouldAnswer(Call call) {
    Truth copy = new Truth(vendor);
    copy.present.addAll(present);
    return copy.answer(call);
  }

  /** Does what a call asks for, and says so. */
  ObjectNode answer(Call call) {
    List<String> subjects = subjects(call);
    if (kind(call) != Kind.DELETE) {
      return kind(call) == Kind.LOGIN ? login() : who(subjects, call);
    }
    List<String> gone = subjects.stream().filter(name -> !present.contains(name)).toList();
    delete(subjects);
    int done = subjects.size() - gone.size();
    ObjectNode reply = JSON.createObjectNode();
    switch (vendor) {
      case "tencent-im" -> {
        reply.put("ActionStatus", "OK").put("ErrorInfo", "").put("ErrorCode", 0);
        for (String subject : subjects) {
          item(reply.withArray("ResultItem"), "UserID", subject)
              .put("ResultCode", gone.contains(subject) ? 70107 : 0)
              .put("ResultInfo", "");
        }
      }
      case "sf-express" -> {
        reply.put("succ", gone.isEmpty() ? "ok" : "fail").put("msg", "");
        for (String subject : gone) {
          item(reply.withArray("result"), "userNo", subject)
              .put("rowNo", subjects.indexOf(subject) + 1)
              .put("cause", "用户账号不存在!");
        }
      }
      case "longlonglong" ->
          reply.put("code", 200).put("status", "success").putObject("data").put("count", done);
      default ->
          reply
              .put("rst", "200")
              .put("msg", "")
              .put("success_num", done)
              .put("fail_num", gone.size())
              .put("not_allowed", 0);
    }
    return reply;
  }

  private static ObjectNode item(ArrayNode items, String field, String subject) {
    return items.addObject().put(field, subject);
  }

  private static ObjectNode login() {
    ObjectNode reply = JSON.createObjectNode().put("code", 0).put("msg", "login success");
    reply
        .putObject("data")
        .put("api_key", "KEY12345")
        .put("api_key_expire", 4_000_000_000L)
        .put("user_sn", "SYSUSER|0af")
        .put("user_name", "Zqbody-own-account")
        .put("passwd", "Zqbody-hash");
    return reply;
  }

  private ObjectNode who(List<String> subjects, Call call) {
    ObjectNode reply = JSON.createObjectNode();
    if (vendor.equals("tencent-im")) {
      reply.put("ActionStatus", "OK").put("ErrorCode", 0);
      for (String subject : subjects) {
        item(reply.withArray("ResultItem"), "UserID", subject)
            .put("ResultCode", 0)
            .put("AccountStatus", present.contains(subject) ? "Imported" : "NotImported");
      }
    } else if (vendor.equals("longlonglong")) {
      boolean there = present.contains(subjects.get(0));
      reply.put("code", 200).put("status", "success").putObject("meta").put("total", there ? 1 : 0);
      ArrayNode data = reply.putArray("data");
      if (there) {
        item(data, "phone", subjects.get(0));
      }
    } else {
      reply.put("total", present.size());
      ArrayNode data = reply.putArray("data");
      if (json(call).path("pageIndex").asInt() == 0) {
        present.forEach(name -> item(data, "user_name", name).put("contact", "Zqbody"));
      }
    }
    return reply;
  }
}
