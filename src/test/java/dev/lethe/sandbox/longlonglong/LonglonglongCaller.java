package dev.lethe.sandbox.longlonglong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.TestClock;
import dev.lethe.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A simulated Longlonglong on a server of its own, and a client that keeps to the contract. */
final class LonglonglongCaller implements AutoCloseable {

  static final String USER = "5832d184-dd53-42a0-8ace-0bf8d660f4cc";
  static final String TOKEN = "test-token-not-real";
  static final String DELETE = "/agent-api/user/" + USER + "/del_customer";
  static final String LIST = "/agent-api/user/" + USER + "/get_customer";
  static final String CLUES = "/agent-api/user/" + USER + "/type/clue/get_customer";
  static final String ANNA = "13800138000";
  static final String BERT = "13800138001";
  static final String CARL = "13900139000";
  static final String DORA = "13700137000";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Anna and Bert are customers, Carl is a customer and a clue, Dora is a clue. */
  final LonglonglongSimulator vendor =
      new LonglonglongSimulator(
          USER, TOKEN, new TestClock(), List.of(ANNA, BERT, CARL), List.of(CARL, DORA));

  final SandboxServer server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  LonglonglongCaller() throws IOException {
    server = SandboxServer.start(0, List.of(vendor));
  }

  static String body(String... phones) {
    ObjectNode body = JSON.createObjectNode();
    List.of(phones).forEach(body.putArray("phone")::add);
    return body.put("encryption", false).toString();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl("longlonglong") + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + TOKEN);
  }

  HttpRequest.Builder deletion(String body) {
    return request(DELETE)
        .header("Content-Type", "application/json")
        .method("DELETE", BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode call(HttpRequest.Builder request) throws IOException {
    return JSON.readTree(send(request).body());
  }

  /** Deletes, and returns the count, or the code with a minus if the call is refused. */
  int delete(String... phones) throws IOException {
    JsonNode reply = call(deletion(body(phones)));
    return reply.path("status").asText().equals("success")
        ? reply.path("data").path("count").asInt(-1)
        : -reply.path("code").asInt();
  }

  /** Lists, and returns the total and each phone. */
  List<String> list(String path, String query) throws IOException {
    JsonNode reply = call(request(path + "?" + query));
    List<String> lines = new ArrayList<>();
    lines.add(reply.path("meta").path("total").asText());
    reply.path("data").forEach(customer -> lines.add(customer.path("phone").asText()));
    return lines;
  }

  @Override
  public void close() {
    server.close();
  }
}
