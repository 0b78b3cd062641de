package dev.lethe.sandbox.ciopaas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxReply;
import java.util.List;

/** Writes replies in the platform's forms; the HTTP status is always 200. */
final class CiopaasReplies {

  /** A refusal whose code begins so is written beside {@code rst}: {@code rst=500}. */
  private static final String RST = "rst=";

  private CiopaasReplies() {}

  /** What a deletion has come to, in numbers of names. */
  record Counts(int successes, int notAllowed, int failures) {}

  /**
   * A page of the list.
   *
   * @param total accounts on all pages
   * @param index counted from 0
   */
  record Listing(List<String> names, int total, int index, int size) {}

  static SandboxReply failed(Refusal refusal) {
    if (refusal.code().startsWith(RST)) {
      String rst = refusal.code().substring(RST.length());
      ObjectNode reply = object().put("rst", rst).put("msg", refusal.info());
      counts(reply, new Counts(0, 0, 0), false);
      return SandboxReply.json(200, reply.toString());
    }
    ObjectNode reply = object();
    if (refusal.code().matches("-?\\d{1,9}")) {
      reply.put("code", Integer.parseInt(refusal.code()));
    } else {
      reply.put("code", refusal.code());
    }
    reply.put("msg", refusal.info()).putArray("data");
    return SandboxReply.json(200, reply.toString());
  }

  /** The fields of the vendor's sample that matter, and those that must never be seen again. */
  static SandboxReply login(
      String userName, String userSn, CiopaasKeys.Key key, boolean expireAsText) {
    ObjectNode reply = object().put("code", 0);
    ObjectNode data = reply.putObject("data");
    data.put("id", 3635).put("user_sn", userSn).put("user_name", userName);
    data.put("team_name", "sandbox").put("team_sn", "SON").putNull("salt");
    data.put("passwd", CiopaasSimulator.PLANTED_PASSWD).put("blocked", "0");
    data.put("expired", "2099-08-31").put("amount", 1).put("contact", "").put("email", "");
    data.put("mobile", CiopaasSimulator.PLANTED_MOBILE).putNull("phone").put("ext", "888999");
    data.put("sipname", "zb888999").put("sippwd", CiopaasSimulator.PLANTED_SIPPWD);
    data.put("remember_token", CiopaasSimulator.PLANTED_REMEMBER_TOKEN);
    data.put("created_at", "2018-12-04 17:20:58").put("parent_sn", "").put("ai_count", 100);
    data.put("caller_group", "888999,200050").put("api_user_id", 0).put("api_pwd", "");
    data.put("api_key", key.text());
    if (expireAsText) {
      data.put("api_key_expire", Long.toString(key.end().getEpochSecond()));
    } else {
      data.put("api_key_expire", key.end().getEpochSecond());
    }
    data.put("open_interface", 1).put("job", "管理员").put("organization_id", 0);
    return SandboxReply.json(200, reply.put("msg", "login success").toString());
  }

  static SandboxReply deleted(Counts counts, CiopaasOptions options) {
    ObjectNode reply = object();
    if (options.countsInData()) {
      reply.put("code", 0).put("msg", "");
      counts(reply.putObject("data"), counts, options.countsAsText());
    } else {
      reply.put("rst", "200").put("msg", "");
      counts(reply, counts, options.countsAsText());
    }
    return SandboxReply.json(200, reply.toString());
  }

  private static void counts(ObjectNode json, Counts counts, boolean asText) {
    count(json, "success_num", counts.successes(), asText);
    count(json, "not_allowed", counts.notAllowed(), asText);
    count(json, "fail_num", counts.failures(), asText);
  }

  private static void count(ObjectNode json, String name, int count, boolean asText) {
    if (asText) {
      json.put(name, Integer.toString(count));
    } else {
      json.put(name, count);
    }
  }

  static SandboxReply page(Listing listing, String parentSn, boolean laravel) {
    ObjectNode reply = object();
    if (laravel) {
      reply.put("current_page", listing.index() + 1);
    } else {
      reply.put("total", listing.total());
    }
    for (String name : listing.names()) {
      ObjectNode account = reply.withArray("data").addObject();
      account.put("user_name", name).put("user_sn", "SYSUSER|" + Digests.md5(name));
      account.put("parent_sn", parentSn).put("contact", "").put("job", "坐席").put("ext", "");
      account.put("organization_id", 0).putNull("last_login_time");
    }
    reply.withArray("data");
    if (laravel) {
      int pages = (listing.total() + listing.size() - 1) / listing.size();
      reply.put("last_page", Math.max(1, pages)).put("per_page", listing.size());
      reply.put("total", listing.total());
    }
    return SandboxReply.json(200, reply.toString());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
