package dev.lethe.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a service. Whatever goes wrong becomes an {@link OperationException} with a sentence;
 * the address is named in it, the credentials never.
 */
final class Calls {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final URI base;
  private final Credentials credentials;
  private final Duration timeout;

  Calls(URI base, Credentials credentials, Duration timeout) {
    String scheme = base.getScheme();
    if ((!"http".equals(scheme) && !"https".equals(scheme))
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "The address of a service is http://HOST:PORT or https://HOST:PORT, without a name and"
              + " a password in it.");
    }
    this.base = base.getRawPath().endsWith("/") ? base : URI.create(base + "/");
    this.credentials = credentials;
    this.timeout = timeout;
  }

  <T> T get(Target target, TypeReference<T> type) {
    return read(send(request(target).GET(), timeout), type);
  }

  <T> T post(Target target, Object body, TypeReference<T> type) {
    try {
      return post(target, "application/json", json.writeValueAsBytes(body), type);
    } catch (IOException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }

  <T> T post(Target target, String contentType, byte[] body, TypeReference<T> type) {
    return post(request(target), contentType, BodyPublishers.ofByteArray(body), timeout, type);
  }

  <T> T post(
      HttpRequest.Builder request,
      String contentType,
      BodyPublisher body,
      Duration within,
      TypeReference<T> type) {
    return read(send(request.header("Content-Type", contentType).POST(body), within), type);
  }

  HttpRequest.Builder request(Target target) {
    return HttpRequest.newBuilder(base.resolve(target.toString()))
        .header("Authorization", credentials.header())
        .header("Accept", "application/json, application/problem+json");
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, Duration within) {
    // The request's own time-out ends with the reply's headers; this one with its last byte.
    CompletableFuture<HttpResponse<byte[]>> reply =
        http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    try {
      return reply.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause());
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw unavailable(
          "did not answer within "
              + within.toSeconds()
              + " s. It may have done what was asked all the same: look before you ask again.");
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for. It may have done what was asked all the same.");
    }
  }

  private OperationException unreachable(@Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
      return unavailable(
          "does not answer: no connection could be made. Check that it runs, and its address.");
    }
    return unavailable(
        "broke the connection off, or none could be made safely. It may have done what was asked all"
            + " the same: look before you ask again.");
  }

  private <T> T read(HttpResponse<byte[]> reply, TypeReference<T> type) {
    int status = reply.statusCode();
    if (status >= 300) {
      throw refusal(status, reply.body());
    }
    try {
      T read = json.readValue(reply.body(), type);
      if (read != null) {
        return read;
      }
    } catch (IOException e) {
      // Told below; the text of it may quote the reply.
    }
    throw unavailable("answers, but not as Lethe does: check the address, and both versions.");
  }

  private OperationException refusal(int status, byte[] body) {
    if (status < 400) {
      return unavailable("redirects elsewhere, where credentials are not sent. Use that address.");
    }
    JsonNode problem = problem(body);
    String said = problem.path("detail").asText("");
    return new OperationException(
        kind(status, problem.path("code").asText("")),
        said.isEmpty() ? place() + " refuses with HTTP " + status + "." : said);
  }

  private JsonNode problem(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Kind kind(int status, String code) {
    if (code.equals("no-service")) {
      return Kind.NO_SERVICE;
    }
    return switch (status) {
      case 401, 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 409 -> Kind.CONFLICT;
      case 413 -> Kind.TOO_LARGE;
      case 429 -> Kind.UNAVAILABLE;
      default -> status < 500 ? Kind.INVALID : Kind.UNAVAILABLE;
    };
  }

  private OperationException unavailable(String sentence) {
    return new OperationException(Kind.UNAVAILABLE, place() + " " + sentence);
  }

  private String place() {
    return "The service at " + base.getScheme() + "://" + base.getRawAuthority();
  }
}
