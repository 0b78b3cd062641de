package dev.lethe.sandbox.ciopaas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.TestClock;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.vendor.ciopaas.CiopaasLogin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A simulated tenant on a server of its own, and a client that keeps to the contract. */
final class CiopaasCaller implements AutoCloseable {

  static final String LOGIN = "/api/login";
  static final String DELETE = "/api/aiUserDeleteapi";
  static final String LIST = "/api/aiUserDatasapi";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Object> PARAMETERS =
      Map.of(
          "api-access-id", "an-id",
          "api-access-secret", "a-secret-that-nobody-may-see",
          "time-zone", "Asia/Shanghai");

  final TestClock clock = new TestClock();
  final CiopaasSimulator vendor;
  final SandboxServer server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String key = "";
  private String userSn = "";

  CiopaasCaller(String... names) throws IOException {
    this(List.of(names));
  }

  CiopaasCaller(Collection<String> names) throws IOException {
    vendor =
        new CiopaasSimulator(
            "yunke",
            "an-id",
            "a-secret-that-nobody-may-see",
            "zzh",
            ZoneId.of("Asia/Shanghai"),
            clock,
            Accounts.listed(names));
    server = SandboxServer.start(0, List.of(vendor));
  }

  /** A right login body; a test may spoil it. */
  Map<String, Object> loginBody() {
    return new LinkedHashMap<>(new CiopaasLogin(clock).body(PARAMETERS));
  }

  /** Logs in, and keeps the key for the calls that follow. */
  JsonNode login() throws IOException {
    JsonNode data = call(LOGIN, loginBody()).path("data");
    key = data.path("api_key").asText();
    userSn = data.path("user_sn").asText();
    return data;
  }

  /** The fields of a call, with the key. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("api_key", key);
    fields.put("user_sn", userSn);
    return fields;
  }

  Map<String, Object> deletion(Object names) {
    Map<String, Object> fields = fields();
    fields.put("pkey", "user_name");
    fields.put("entityInstanceId", names);
    return fields;
  }

  JsonNode delete(String... names) throws IOException {
    return call(DELETE, deletion(names));
  }

  /** The counts of a deletion: successes, not allowed, failures. */
  static List<Integer> counts(JsonNode reply) {
    return List.of(
        reply.path("success_num").asInt(-1),
        reply.path("not_allowed").asInt(-1),
        reply.path("fail_num").asInt(-1));
  }

  JsonNode list(int index, int size, String filter) throws IOException {
    Map<String, Object> fields = fields();
    fields.put("pageIndex", index);
    fields.put("pageSize", size);
    if (!filter.isEmpty()) {
      fields.put("user_name", filter);
    }
    return call(LIST, fields);
  }

  static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("data").spliterator(), false)
        .map(account -> account.path("user_name").asText())
        .toList();
  }

  /** All pages, one after the other, until one is empty. */
  List<String> listAll(int size) throws IOException {
    List<String> all = new ArrayList<>();
    List<String> page = names(list(0, size, ""));
    for (int i = 1; !page.isEmpty(); i++) {
      all.addAll(page);
      page = names(list(i, size, ""));
    }
    return all;
  }

  HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl("yunke") + path))
        .timeout(Duration.ofSeconds(10))
        .header("Accept", "application/json")
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode call(String path, String body) throws IOException {
    return JSON.readTree(send(request(path, body).build()).body());
  }

  JsonNode call(String path, Map<String, Object> fields) throws IOException {
    ObjectNode body = JSON.valueToTree(fields);
    return call(path, body.toString());
  }

  int code(String path, Map<String, Object> fields) throws IOException {
    return call(path, fields).path("code").asInt(-1);
  }

  @Override
  public void close() {
    server.close();
  }
}
