package dev.lethe.sandbox.sf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxReply;
import dev.lethe.sandbox.sf.SfUsers.Row;
import java.util.List;

/** Writes replies in the vendor's form; the HTTP status is always 200, which is our choice. */
final class SfReplies {

  private SfReplies() {}

  static SandboxReply ok() {
    ObjectNode reply = reply("ok", "");
    reply.putNull("result");
    return SandboxReply.json(200, reply.toString());
  }

  static SandboxReply failed(List<Row> named) {
    ObjectNode reply = reply("fail", "");
    ArrayNode result = reply.putArray("result");
    for (Row row : named) {
      result
          .addObject()
          .put("rowNo", row.rowNo())
          .put("userNo", row.userNo())
          .put("cause", row.cause());
    }
    return SandboxReply.json(200, reply.toString());
  }

  /** A text without rows; of one that a test sets, the result is an empty list, not null. */
  static SandboxReply refused(Refusal refusal) {
    ObjectNode reply = reply("fail", refusal.code());
    if (refusal.isInjected()) {
      reply.putArray("result");
    } else {
      reply.putNull("result");
    }
    return SandboxReply.json(200, reply.toString());
  }

  private static ObjectNode reply(String succ, String msg) {
    return JsonNodeFactory.instance.objectNode().put("succ", succ).put("msg", msg);
  }
}
