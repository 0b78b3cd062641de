package dev.lethe.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.fuzz.StubVendor.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Replies that a vendor might send on a bad day, made from what it should have sent. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int TOO_LARGE = (8 << 20) + 10;

  private static final List<String> CODES =
      List.of(
          "0",
          "200",
          "70107",
          "70402",
          "30006",
          "70169",
          "60007",
          "70001",
          "70403",
          "70050",
          "70051",
          "88888",
          "6007",
          "401",
          "422",
          "20005",
          "20006",
          "20004",
          "20007",
          "10001",
          "-1",
          "Zqbody-code",
          "",
          " 0",
          "00",
          "0.0",
          "ok",
          "fail",
          "OK",
          "用户账号不存在!",
          "系统Zqbody异常",
          "签名Zqbody",
          "权限不足 Zqbody",
          "Imported",
          "NotImported",
          "counted",
          "not-listed",
          "http-200",
          "deleted\nlane Zqbody halted");

  private static final List<String> BODIES =
      List.of(
          "",
          "  \r\n",
          "null",
          "[]",
          "{}",
          "true",
          "17",
          "\"ok\"",
          "{",
          "]",
          "ok",
          "\ufeff{}",
          "<html><body>Zqbody: 502 Bad Gateway</body></html>",
          "<?xml version=\"1.0\"?><a>Zqbody</a>",
          "callback({\"ErrorCode\":0})",
          "{\"ErrorCode\":0,\"ErrorCode\":70001}",
          "NaN",
          "{}{}",
          "Zqbody",
          "[[[[[[[[",
          "{\"data\":null}",
          "{\"code\":0}",
          "{\"code\":200}",
          "{\"succ\":\"ok\"} Zqbody",
          "{\"rst\":200}",
          "{\"succ\":[\"ok\"]}");

  private static final List<String> RETRY_AFTER =
      List.of(
          "0",
          "1",
          "120",
          "999999999",
          "99999999999999999999",
          "-5",
          "1.5",
          "soon Zqbody",
          "",
          "Wed, 21 Oct 2065 07:28:00 GMT",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "2026-03-01T00:00:00Z");

  private Replies() {}

  /**
   * A reply.
   *
   * @param kind how it was made
   * @param wire what is sent
   * @param status its HTTP status
   * @param body what of it arrives whole; null if nothing does
   * @param silent whether it says nothing, so that the call may have been carried out all the same
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are what a body is; replies are not compared.
  record Made(String kind, Wire wire, int status, byte[] body, boolean silent) {}

  static Made made(Chance chance, ObjectNode truth, List<String> ids) {
    return switch (chance.below(12)) {
      case 0, 1, 2 -> plain("codes", recoded(chance, truth, ids));
      case 3, 4, 5 -> plain("structure", mutated(chance, truth, ids));
      case 6, 7 -> plain("bytes", Mutator.mutated(chance, bytes(truth), bytes(truth)));
      case 8 -> plain("body", body(chance));
      case 9, 10 -> status(chance, truth);
      default -> transport(chance, truth);
    };
  }

  /** The connection breaks off before the reply. */
  static Made cut() {
    return new Made("cut", new Wire(new byte[0], true), 0, null, true);
  }

  /** A reply of that JSON. */
  static Made plain(String kind, byte[] body) {
    return new Made(kind, wire("HTTP/1.1 200 OK", "application/json", "", body), 200, body, false);
  }

  static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Wire wire(String status, String type, String headers, byte[] body) {
    String head =
        status
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\n"
            + headers
            + "\r\n";
    return new Wire(Mutator.join(head.getBytes(UTF_8), body), false);
  }

  private static byte[] body(Chance chance) {
    if (chance.oneIn(40)) {
      byte[] large = " ".repeat(TOO_LARGE).getBytes(UTF_8);
      large[TOO_LARGE - 1] = (byte) (chance.coin() ? '1' : 'Z');
      return large;
    }
    if (chance.oneIn(10)) {
      return chance.coin() ? chance.bytes(200) : "[".repeat(5000).getBytes(UTF_8);
    }
    String text = chance.of(BODIES);
    return text.getBytes(chance.oneIn(8) ? UTF_16LE : UTF_8);
  }

  private static Made status(Chance chance, ObjectNode truth) {
    int status =
        chance.of(
            201, 202, 204, 206, 226, 301, 302, 304, 307, 400, 401, 403, 404, 405, 408, 409, 411,
            413, 418, 422, 429, 429, 451, 500, 501, 502, 503, 503, 504, 511, 599);
    String headers = chance.coin() ? "Retry-After: " + chance.of(RETRY_AFTER) + "\r\n" : "";
    headers += status < 400 && status >= 300 ? "Location: /Zqbody\r\n" : "";
    byte[] body = chance.coin() ? body(chance) : bytes(truth);
    body = status == 204 || status == 304 ? new byte[0] : body;
    return new Made(
        "status",
        wire("HTTP/1.1 " + status + " Zqbody", "application/json", headers, body),
        status,
        null,
        status == 500 || status == 502 || status == 504);
  }

  private static Made transport(Chance chance, ObjectNode truth) {
    byte[] body = bytes(truth);
    String ok = "HTTP/1.1 200 OK";
    String json = "application/json";
    Wire good = wire(ok, json, "", body);
    return switch (chance.below(12)) {
      case 0 -> silent("length-too-large", raw(ok + "\r\nContent-Length: 99999\r\n\r\n", body));
      case 1 -> {
        int half = chance.below(body.length);
        Wire wire = raw(ok + "\r\nContent-Length: " + half + "\r\n\r\n", body);
        yield new Made("length-too-small", wire, 200, java.util.Arrays.copyOf(body, half), true);
      }
      case 2 ->
          silent("chunk-cut", raw(ok + "\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", body));
      case 3 ->
          silent("chunk-odd", raw(ok + "\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", body));
      case 4 -> silent("no-gzip", wire(ok, json, "Content-Encoding: gzip\r\n", body));
      case 5 ->
          new Made(
              "gzip", wire(ok, json, "Content-Encoding: gzip\r\n", gzip(body)), 200, body, false);
      case 6 ->
          silent(
              "gzip-cut",
              wire(
                  ok, json, "Content-Encoding: gzip\r\n", java.util.Arrays.copyOf(gzip(body), 15)));
      case 7 -> silent("no-http", raw(chance.of("Zqbody\r\n\r\n", "HTTP/9.9 xyz\r\n\r\n"), body));
      case 8 -> new Made("no-length", raw(ok + "\r\nX: y\r\n\r\n", body), 200, body, false);
      case 9 ->
          new Made("odd-type", wire(ok, "text/html; charset=Zqbody", "", body), 200, body, false);
      case 10 -> silent("head-cut", new Wire(java.util.Arrays.copyOf(good.bytes(), 25), true));
      default -> cut();
    };
  }

  private static Made silent(String kind, Wire wire) {
    return new Made(kind, new Wire(wire.bytes(), true), 0, null, true);
  }

  private static Wire raw(String head, byte[] body) {
    return new Wire(Mutator.join(head.getBytes(UTF_8), body), true);
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The right form with other codes, counts, words and texts in it. */
  private static byte[] recoded(Chance chance, ObjectNode truth, List<String> ids) {
    ObjectNode reply = truth.deepCopy();
    for (int i = chance.between(1, 3); i > 0; i--) {
      List<ObjectNode> objects = new ArrayList<>();
      containers(reply, objects, new ArrayList<>());
      ObjectNode object = chance.of(objects);
      List<String> scalars = new ArrayList<>();
      object.properties().forEach(f -> scalars.addAll(scalar(f.getKey(), f.getValue())));
      if (!scalars.isEmpty()) {
        object.set(chance.of(scalars), code(chance, ids));
      }
    }
    if (chance.oneIn(3)) {
      reply.put(chance.of("msg", "message", "ErrorInfo"), "Zqbody " + chance.of(ids));
    }
    return bytes(reply);
  }

  private static List<String> scalar(String name, JsonNode value) {
    return value.isValueNode() ? List.of(name) : List.of();
  }

  private static JsonNode code(Chance chance, List<String> ids) {
    if (chance.oneIn(6)) {
      return NODES.textNode(chance.of(ids));
    }
    if (chance.oneIn(3)) {
      return NODES.numberNode(chance.below(7));
    }
    String code = chance.of(CODES);
    return code.matches("-?[1-9]\\d*|0") && chance.coin()
        ? NODES.numberNode(Long.parseLong(code))
        : NODES.textNode(code);
  }

  /** Another form: fields missing, doubled, renamed, of another type, nested. */
  private static byte[] mutated(Chance chance, ObjectNode truth, List<String> ids) {
    ObjectNode reply = truth.deepCopy();
    for (int i = chance.between(1, 3); i > 0; i--) {
      List<ObjectNode> objects = new ArrayList<>();
      List<ArrayNode> arrays = new ArrayList<>();
      containers(reply, objects, arrays);
      if (!arrays.isEmpty() && chance.oneIn(3)) {
        mutate(chance, chance.of(arrays), ids);
      } else {
        mutate(chance, chance.of(objects), ids);
      }
    }
    return chance.oneIn(15)
        ? bytes(NODES.arrayNode().add(reply))
        : chance.oneIn(15) ? doubled(chance, reply) : bytes(reply);
  }

  private static byte[] doubled(Chance chance, ObjectNode reply) {
    String json = new String(bytes(reply), UTF_8);
    String again =
        chance.of("\"ErrorCode\":0", "\"succ\":\"ok\"", "\"code\":200", "\"rst\":\"200\"");
    return json.replaceFirst("\\{", "{" + again + ",").getBytes(UTF_8);
  }

  private static void mutate(Chance chance, ArrayNode array, List<String> ids) {
    switch (chance.below(5)) {
      case 0 -> array.removeAll();
      case 1 -> array.add(chance.of(ids));
      case 2 -> array.addNull();
      case 3 -> array.addObject().put(chance.of("UserID", "userNo", "phone"), chance.of(ids));
      default -> array.addAll(array.deepCopy());
    }
  }

  private static void mutate(Chance chance, ObjectNode object, List<String> ids) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = chance.of(names);
    JsonNode value = object.path(name);
    switch (chance.below(9)) {
      case 0 -> object.remove(name);
      case 1 -> object.putNull(name);
      case 2 -> object.put(name, value.isTextual() ? "Zqbody" : value.asText());
      case 3 -> object.set(name, NODES.arrayNode().add(value.deepCopy()));
      case 4 -> object.set(name, NODES.objectNode().set("value", value.deepCopy()));
      case 5 -> object.put(name, BigInteger.TEN.pow(chance.of(10, 40, 400)));
      case 6 -> object.put(name, chance.coin());
      case 7 -> {
        object.set(chance.coin() ? name.toUpperCase(Locale.ROOT) : name + "s", value.deepCopy());
        object.remove(name);
      }
      default -> object.put(name, chance.of(ids));
    }
  }

  private static void containers(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    } else if (node instanceof ArrayNode array) {
      arrays.add(array);
    }
    node.forEach(child -> containers(child, objects, arrays));
  }
}
