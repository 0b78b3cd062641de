package dev.lethe.sandbox.longlonglong;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxReply;
import java.util.List;
import java.util.Set;

/** Writes replies in the vendor's form. */
final class LonglonglongReplies {

  /** Codes that are an HTTP status too; which ones really are is not documented. */
  private static final Set<String> STATUSES = Set.of("401", "403", "404", "405", "422", "429");

  private LonglonglongReplies() {}

  /**
   * A page of phones, one for each record.
   *
   * @param total how many records there are on all pages, as the reply says
   */
  record Page(long total, int page, int perPage, List<String> phones) {}

  static SandboxReply deleted(long count) {
    ObjectNode reply = reply("200", "success", "删除客户公海数据成功");
    reply.putObject("data").put("count", count);
    return SandboxReply.json(200, reply.toString());
  }

  /** What the reply holds beyond the code is not documented; here it is nothing. */
  static SandboxReply tokenHolds() {
    ObjectNode reply = reply("200", "success", "");
    reply.putObject("data");
    return SandboxReply.json(200, reply.toString());
  }

  static SandboxReply refused(Refusal refusal, boolean always200) {
    ObjectNode reply = reply(refusal.code(), "error", message(refusal));
    reply.putArray("data");
    boolean status = !always200 && STATUSES.contains(refusal.code());
    return SandboxReply.json(status ? Integer.parseInt(refusal.code()) : 200, reply.toString());
  }

  /** Invented but for 6007, the only code whose message the vendor documents. */
  private static String message(Refusal refusal) {
    if (refusal.isViolation()) {
      return "参数错误";
    }
    return refusal.code().equals("6007") ? "2.0任务启动中,请先停止任务" : refusal.info();
  }

  static SandboxReply customers(Page page, String userId, String imported, boolean masked) {
    ObjectNode reply = reply("200", "success", "");
    long last = Math.max(1, (page.total() + page.perPage() - 1) / page.perPage());
    reply
        .putObject("meta")
        .put("has_pages", last > 1)
        .put("total", page.total())
        .put("last_page", last)
        .put("current_page", page.page())
        .put("per_page", page.perPage());
    ArrayNode data = reply.putArray("data");
    long id = (page.page() - 1L) * page.perPage();
    for (String phone : page.phones()) {
      customer(
          data.addObject().put("id", ++id).put("user_id", userId),
          masked ? mask(phone) : phone,
          imported);
    }
    return SandboxReply.json(200, reply.toString());
  }

  private static void customer(ObjectNode json, String phone, String imported) {
    json.put("phone", phone).put("company", "").put("email", "").put("sort", 0);
    json.put("created_at", imported).put("updated_at", imported);
    json.put("province_id", 0).put("city_id", 0).put("operator", 0);
    json.putArray("extra");
    json.put("operator_name", "");
  }

  /** As {@code 138****8000}; of a short phone, only the asterisks. */
  private static String mask(String phone) {
    return phone.length() < 8
        ? "****"
        : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
  }

  private static ObjectNode reply(String code, String status, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (code.matches("-?\\d{1,9}")) {
      json.put("code", Integer.parseInt(code));
    } else {
      json.put("code", code);
    }
    return json.put("status", status).put("message", message);
  }
}
