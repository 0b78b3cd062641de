package dev.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calls the API as its own description says: every request and every reply is held against it, and
 * what was called is remembered.
 */
final class DescribedApi {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String signIn;
  private final JsonNode description;
  private final OpenApiInteractionValidator validator;
  private final Set<String> answered = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();

  DescribedApi(URI base) throws IOException, InterruptedException {
    this(base, authorization());
  }

  /** With the {@code Authorization} of whoever asks. */
  DescribedApi(URI base, String signIn) throws IOException, InterruptedException {
    this.base = base;
    this.signIn = signIn;
    HttpResponse<String> text =
        http.send(
            HttpRequest.newBuilder(base.resolve("/openapi.json"))
                .header("Authorization", signIn)
                .build(),
            BodyHandlers.ofString());
    assertThat(text.statusCode()).isEqualTo(200);
    this.description = new ObjectMapper().readTree(text.body());
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(text.body()).build();
  }

  /** A reply. */
  record Reply(int status, HttpResponse<byte[]> http) {
    String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(http.body());
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  JsonNode description() {
    return description;
  }

  /** Operations that succeeded here. */
  Set<String> answered() {
    return answered;
  }

  /** Operations that were refused here. */
  Set<String> refused() {
    return refused;
  }

  Reply get(String target) throws IOException, InterruptedException {
    return send(true, "GET", target, null, new byte[0]);
  }

  Reply post(String target, String json) throws IOException, InterruptedException {
    return post(target, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  Reply post(String target, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(true, "POST", target, type, body, headers);
  }

  /** A request that is not as described; only its reply has to be. */
  Reply wrong(String method, String target, @Nullable String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(false, method, target, type, body, headers);
  }

  private Reply send(
      boolean described,
      String method,
      String target,
      @Nullable String type,
      byte[] body,
      String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(target))
            .method(method, BodyPublishers.ofByteArray(body));
    List<String> sent = new ArrayList<>(List.of(headers));
    if (!sent.contains("Authorization")) {
      sent.addAll(List.of("Authorization", signIn));
    }
    if (type != null) {
      sent.addAll(List.of("Content-Type", type));
    }
    request.headers(sent.toArray(String[]::new));
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    Reply reply = new Reply(response.statusCode(), response);
    hold(described, method, target, sent, body, reply);
    return reply;
  }

  private void hold(
      boolean described,
      String method,
      String target,
      List<String> headers,
      byte[] body,
      Reply reply) {
    String path = target.replaceFirst("\\?.*", "");
    SimpleResponse.Builder response =
        SimpleResponse.Builder.status(reply.status()).withBody(reply.text());
    reply.http().headers().map().forEach(response::withHeader);
    ValidationReport report =
        described
            ? validator.validate(request(method, path, target, headers, body), response.build())
            : validator.validateResponse(path, Request.Method.valueOf(method), response.build());
    assertThat(report.getMessages())
        .as("%s %s -> %s %s", method, target, reply.status(), reply.text())
        .isEmpty();
    (reply.status() < 400 ? answered : refused).add(operation(method, path));
  }

  private static SimpleRequest request(
      String method, String path, String target, List<String> headers, byte[] body) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
    for (int i = 0; i < headers.size(); i += 2) {
      request.withHeader(headers.get(i), headers.get(i + 1));
    }
    if (body.length > 0) {
      request.withBody(body);
    }
    if (target.contains("?")) {
      for (String pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return request.build();
  }

  private String operation(String method, String path) {
    List<String> found = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(
            entry -> {
              JsonNode operation = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
              if (!operation.isMissingNode()
                  && path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
                found.add(operation.path("operationId").asText());
              }
            });
    assertThat(found).as("the operation of %s %s", method, path).hasSize(1);
    return found.get(0);
  }

  static String authorization() {
    String pair = ApiServer.WHO + ":" + ApiServer.WHO;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
