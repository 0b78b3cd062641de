package dev.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptionTest {
  @TempDir Path home;

  @Test
  void x() throws Exception {
    try (ApiServer server = ApiServer.start(new StubOperations(), home)) {
      long t = System.nanoTime();
      HttpResponse<String> r = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.address() + "/openapi.json")).header("Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString("ada:ada".getBytes())).build(), BodyHandlers.ofString());
      System.out.println((System.nanoTime() - t) / 1e6 + " ms");
      assertThat(r.statusCode()).isEqualTo(200);
      java.nio.file.Files.writeString(Path.of("target/o.json"), r.body());
    }
  }
}
