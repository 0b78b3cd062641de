package dev.lethe.sandbox.tencent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.SandboxReply;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes replies in the vendor's form; the HTTP status is always 200. */
final class TencentReplies {

  private static final JsonFactory JSON = new JsonFactory();

  private TencentReplies() {}

  /**
   * What the reply says of one account.
   *
   * @param code its ResultCode, 0 for success
   * @param info its ResultInfo
   * @param status its AccountStatus, empty where the reply has none
   */
  record Result(String userId, String code, String info, String status) {}

  @FunctionalInterface
  private interface Rest {
    void write(JsonGenerator json) throws IOException;
  }

  static SandboxReply failed(Refusal refusal) {
    return reply("FAIL", refusal.code(), refusal.info(), json -> {});
  }

  static SandboxReply imported() {
    return reply("OK", "0", "", json -> {});
  }

  static SandboxReply allImported() {
    return reply(
        "OK",
        "0",
        "",
        json -> {
          json.writeArrayFieldStart("FailAccounts");
          json.writeEndArray();
        });
  }

  static SandboxReply results(List<Result> results) {
    return reply(
        "OK",
        "0",
        "",
        json -> {
          json.writeArrayFieldStart("ResultItem");
          for (Result result : results) {
            write(json, result);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Result result) throws IOException {
    json.writeStartObject();
    writeCode(json, "ResultCode", result.code());
    json.writeStringField("ResultInfo", result.info());
    json.writeStringField("UserID", result.userId());
    if (!result.status().isEmpty()) {
      json.writeStringField("AccountStatus", result.status());
    }
    json.writeEndObject();
  }

  private static SandboxReply reply(String status, String code, String info, Rest rest) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("ActionStatus", status);
      writeCode(json, "ErrorCode", code);
      json.writeStringField("ErrorInfo", info);
      rest.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SandboxReply.json(200, text.toString());
  }

  /** A number, as documented; a fault may set a code that is none. */
  private static void writeCode(JsonGenerator json, String name, String code) throws IOException {
    json.writeFieldName(name);
    if (code.matches("-?\\d{1,9}")) {
      json.writeNumber(Integer.parseInt(code));
    } else {
      json.writeString(code);
    }
  }
}
