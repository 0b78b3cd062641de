package dev.lethe.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.stub.StubVendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The stub vendor's process. */
public final class StubProcess implements AutoCloseable {
  private final Process process;
  private final String baseUrl;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private StubProcess(Process process, int port) {
    this.process = process;
    this.baseUrl = "http://127.0.0.1:" + port;
  }

  /** Starts it and waits until it listens. */
  public static StubProcess start(Path root, Path work) throws IOException {
    Process process =
        new ProcessBuilder(Programs.java(root, StubVendor.class))
            .redirectError(work.resolve("stub.log").toFile())
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = said.readLine();
    if (port == null) {
      throw new IOException("The stub vendor did not start, see " + work.resolve("stub.log"));
    }
    return new StubProcess(process, Integer.parseInt(port));
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Where a program posts its deletions that makes no signature. */
  String deleteUrl() {
    return baseUrl
        + "/v4/im_open_login_svc/account_delete?sdkappid=1400000000&identifier=administrator"
        + "&usersig=none&random=1&contenttype=json";
  }

  /** Answers at once from here on, and counts from zero. */
  void reset() throws IOException, InterruptedException {
    reset(0, false);
  }

  void reset(long latencyMillis, boolean down) throws IOException, InterruptedException {
    get("/reset?latency=" + latencyMillis + "&down=" + down);
  }

  Counted counted() throws IOException, InterruptedException {
    JsonNode json = new ObjectMapper().readTree(get("/count?seconds=60"));
    return new Counted(
        json.get("calls").asLong(),
        json.get("items").asLong(),
        json.get("first_call_at").asLong(),
        json.get("last_reply_at").asLong(),
        json.get("most_in_a_second").asLong(),
        json.get("calls_in_window").asLong());
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    process.destroy();
  }

  /**
   * What it counted since the last reset. Times are microseconds since 1970, 0 where there was no
   * call.
   *
   * @param inMinute calls within 60 seconds of the first
   */
  record Counted(
      long calls,
      long items,
      long firstCallAt,
      long lastReplyAt,
      long mostInASecond,
      long inMinute) {}
}
