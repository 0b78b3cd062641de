package dev.lethe.sandbox.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.vendor.tencent.UserSig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulated Tencent IM on a server of its own, and a client that keeps to the contract. */
final class TencentCaller implements AutoCloseable {

  static final String KEY = "0123456789abcdef".repeat(4);
  static final long APP = 1400000000L;
  static final Instant NOW = Instant.ofEpochSecond(1700000000L);
  static final String DELETE = "/v4/im_open_login_svc/account_delete";
  static final String CHECK = "/v4/im_open_login_svc/account_check";

  private static final ObjectMapper JSON = new ObjectMapper();

  final TencentImSimulator vendor =
      new TencentImSimulator(APP, "administrator", KEY, Clock.fixed(NOW, ZoneOffset.UTC));
  final SandboxServer server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong random = new AtomicLong();
  private final String userSig = UserSig.sign(APP, "administrator", KEY, NOW, Duration.ofHours(1));

  TencentCaller() throws IOException {
    server = SandboxServer.start(0, List.of(vendor));
  }

  /** The query's fields as they should be; a test may spoil them. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sdkappid", Long.toString(APP));
    fields.put("identifier", "administrator");
    fields.put("usersig", userSig);
    fields.put("random", Long.toString(random.getAndIncrement()));
    fields.put("contenttype", "json");
    return fields;
  }

  static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  HttpRequest request(String path, Map<String, String> fields, String body) {
    return HttpRequest.newBuilder(
            URI.create(server.baseUrl("tencent-im") + path + "?" + query(fields)))
        .timeout(Duration.ofSeconds(10))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  HttpRequest deletion(String... ids) {
    return request(DELETE, fields(), items("DeleteItem", ids));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode call(String path, Map<String, String> fields, String body) throws IOException {
    return JSON.readTree(send(request(path, fields, body)).body());
  }

  JsonNode call(String path, String body) throws IOException {
    return call(path, fields(), body);
  }

  /** Deletes, and returns the vendor's code for each UserID, in the order of the reply. */
  List<String> delete(String... ids) throws IOException {
    return results(call(DELETE, items("DeleteItem", ids)), "ResultCode");
  }

  /** Looks up, and returns each AccountStatus. */
  List<String> check(String... ids) throws IOException {
    return results(call(CHECK, items("CheckItem", ids)), "AccountStatus");
  }

  static String items(String field, String... ids) {
    return Stream.of(ids)
        .map(id -> JSON.createObjectNode().put("UserID", id).toString())
        .collect(Collectors.joining(",", "{\"" + field + "\":[", "]}"));
  }

  private static List<String> results(JsonNode reply, String field) {
    List<String> results = new ArrayList<>();
    for (JsonNode result : reply.path("ResultItem")) {
      results.add(result.path("UserID").asText() + " " + result.path(field).asText());
    }
    return results;
  }

  @Override
  public void close() {
    server.close();
  }
}
