package dev.lethe.bench.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What Tencent would answer, if all went well. The shape is that of
 * cloud.tencent.com/document/product/269/36443 and 269/38417.
 *
 * @param json the reply's body
 * @param items how many accounts the call named
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares replies.
public record TencentReply(byte[] json, int items) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Which call was made. */
  public enum Kind {
    /** {@code account_delete} */
    DELETE,
    /** {@code account_check} */
    CHECK
  }

  /** The reply to a call with that body, in which every {@code UserID} is answered. */
  public static TencentReply to(byte[] body, Kind kind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length * 3 + 200);
    int items = 0;
    try (JsonParser asked = JSON.createParser(body);
        JsonGenerator reply = JSON.createGenerator(bytes)) {
      reply.writeStartObject();
      reply.writeStringField("ActionStatus", "OK");
      reply.writeNumberField("ErrorCode", 0);
      reply.writeStringField("ErrorInfo", "");
      reply.writeArrayFieldStart("ResultItem");
      for (JsonToken token = asked.nextToken(); token != null; token = asked.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "UserID".equals(asked.currentName())) {
          item(reply, asked.getText(), kind);
          items++;
        }
      }
      reply.writeEndArray();
      reply.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TencentReply(bytes.toByteArray(), items);
  }

  private static void item(JsonGenerator reply, String subject, Kind kind) throws IOException {
    reply.writeStartObject();
    reply.writeNumberField("ResultCode", 0);
    reply.writeStringField("ResultInfo", "");
    reply.writeStringField("UserID", subject);
    if (kind == Kind.CHECK) {
      reply.writeStringField("AccountStatus", "NotImported");
    }
    reply.writeEndObject();
  }
}
