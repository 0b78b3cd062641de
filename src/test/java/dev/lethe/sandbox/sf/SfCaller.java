package dev.lethe.sandbox.sf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.vendor.sf.SfSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated SF Express on a server of its own, and a client that keeps to the contract. */
final class SfCaller implements AutoCloseable {

  static final String COMPANY = "201905140011898";
  static final String SK = "test-sk-not-real";
  static final String PATH = "/public/user/v1/batchDelete";

  private static final ObjectMapper JSON = new ObjectMapper();

  final TestClock clock = new TestClock();
  final SfExpressSimulator vendor =
      new SfExpressSimulator(
          COMPANY, SK, clock, Accounts.allBut(Set.of("lisi01"), Accounts.ABSENT_PREFIX));
  final SandboxServer server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SfSignature signature = new SfSignature();

  SfCaller() throws IOException {
    server = SandboxServer.start(0, List.of(vendor));
  }

  static String body(String... userNos) {
    return JSON.createObjectNode()
        .put("companyId", COMPANY)
        .put("userNos", String.join(",", userNos))
        .toString();
  }

  /** The headers as they should be, a millisecond after those before; a test may spoil them. */
  Map<String, String> headers(byte[] body) {
    clock.advance(Duration.ofMillis(1));
    String timestamp = Long.toString(clock.millis());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("sendAppId", COMPANY);
    headers.put("timestamp", timestamp);
    headers.put("sign", signature.sign(body, SK, timestamp));
    return headers;
  }

  HttpRequest.Builder request(String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUrl("sf-express") + path))
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request;
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends these headers and this body, and returns the vendor's answer as it is. */
  String call(Map<String, String> headers, String body) throws IOException {
    return send(request(PATH, headers, body.getBytes(UTF_8))).body();
  }

  /** Sends this body, signed, and returns the vendor's answer as it is. */
  String call(String body) throws IOException {
    return call(headers(body.getBytes(UTF_8)), body);
  }

  /** Deletes, and returns succ, msg if there is one, and each named row. */
  List<String> delete(String... userNos) throws IOException {
    JsonNode reply = JSON.readTree(call(body(userNos)));
    List<String> lines = new ArrayList<>();
    lines.add((reply.path("succ").asText() + " " + reply.path("msg").asText()).strip());
    for (JsonNode row : reply.path("result")) {
      lines.add(
          row.path("rowNo").asInt()
              + " "
              + row.path("userNo").asText()
              + " "
              + row.path("cause").asText());
    }
    return lines;
  }

  @Override
  public void close() {
    server.close();
  }
}
