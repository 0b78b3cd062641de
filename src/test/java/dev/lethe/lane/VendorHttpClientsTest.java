package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendor;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that end badly: by which code the lane knows them, and that they end at all. */
@Timeout(30)
final class VendorHttpClientsTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final VendorHttpClients clients = new VendorHttpClients();

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void nobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThat(codeOf("http://127.0.0.1:" + port, LONG, LONG, LONG)).isEqualTo("connect-failed");
  }

  @Test
  void aConnectionThatIsNotTakenEndsAfterTheConnectTimeout() throws IOException {
    try (BadServer server = BadServer.fullBacklog()) {
      assertThat(codeOf("http://" + server.address(), SHORT, LONG, LONG))
          .isEqualTo("connect-failed");
    }
  }

  @Test
  void connectingCountsForTheTotalTooAndNothingCanHaveRun() throws IOException {
    try (BadServer server = BadServer.fullBacklog()) {
      assertThat(codeOf("http://" + server.address(), LONG, LONG, SHORT))
          .isEqualTo("connect-failed");
    }
  }

  @Test
  void aHandshakeThatIsNotAnsweredIsPartOfConnecting() throws IOException {
    try (BadServer server = BadServer.blackHole()) {
      assertThat(codeOf("https://" + server.address(), SHORT, LONG, LONG))
          .isEqualTo("connect-failed");
      assertThat(codeOf("https://" + server.address(), LONG, LONG, SHORT))
          .isEqualTo("connect-failed");
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsAMatterOfTheSettings() throws IOException {
    try (BadServer server = BadServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(codeOf("https://" + server.address(), LONG, LONG, LONG)).isEqualTo("tls-failed");
    }
  }

  @Test
  void aRequestThatIsNotAnsweredEndsAfterTheTimeoutAndMayHaveRun() throws IOException {
    try (BadServer server = BadServer.blackHole()) {
      assertThat(codeOf("http://" + server.address(), LONG, SHORT, LONG)).isEqualTo("timeout");
    }
  }

  @Test
  void aRequestThatIsNotAnsweredEndsAfterTheTotalToo() throws IOException {
    try (BadServer server = BadServer.blackHole()) {
      assertThat(codeOf("http://" + server.address(), LONG, LONG, SHORT)).isEqualTo("timeout");
    }
  }

  @Test
  void aHeadThatDripsEndsAfterTheTotal() throws IOException {
    try (BadServer server = BadServer.dripping("HTTP/1.1 200 OK\r\nX-Drip:")) {
      assertThat(codeOf("http://" + server.address(), LONG, LONG, SHORT)).isEqualTo("timeout");
    }
  }

  @Test
  void aBodyThatDripsEndsAfterTheTotal() throws IOException {
    try (BadServer server =
        BadServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")) {
      assertThat(codeOf("http://" + server.address(), LONG, LONG, SHORT)).isEqualTo("timeout");
    }
  }

  @Test
  void aConnectionThatBreaksAfterTheRequestIsLostAndMayHaveRun() throws IOException {
    try (BadServer server = BadServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
      assertThat(codeOf("http://" + server.address(), LONG, LONG, LONG))
          .isEqualTo("connection-lost");
    }
  }

  @Test
  void aCallThatWasBrokenOffLeavesItsConnectionToTheNext() throws IOException {
    try (BadServer server =
        BadServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")) {
      Vendor vendor = vendor("http://" + server.address(), LONG, LONG, SHORT);
      CloseableHttpClient client = clients.create(vendor, () -> {});
      for (int i = 0; i < 3; i++) {
        assertThat(ReplyReader.code(failure(client, vendor))).isEqualTo("timeout");
      }
      assertThat(server.accepted()).isEqualTo(3);
    }
  }

  @Test
  void aCallThatEndsInTimeIsLeftAlone() throws IOException {
    try (BadServer server =
        BadServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")) {
      Vendor vendor = vendor("http://" + server.address(), LONG, LONG, LONG);

      assertThat(send(clients.create(vendor, () -> {}), vendor)).isEqualTo("{}");
    }
  }

  private String codeOf(String address, Duration connect, Duration reply, Duration total) {
    Vendor vendor = vendor(address, connect, reply, total);
    return ReplyReader.code(failure(clients.create(vendor, () -> {}), vendor));
  }

  private static IOException failure(CloseableHttpClient client, Vendor vendor) {
    return Objects.requireNonNull(
        catchThrowableOfType(IOException.class, () -> send(client, vendor)));
  }

  private static String send(CloseableHttpClient client, Vendor vendor) throws IOException {
    HttpPost post = new HttpPost(vendor.baseUrl());
    post.setEntity(new StringEntity("{}", ContentType.APPLICATION_JSON));
    return client.execute(post, response -> EntityUtils.toString(response.getEntity()));
  }

  private static Vendor vendor(String address, Duration connect, Duration reply, Duration total) {
    String prefix = "--lethe.vendors.tencent-im.";
    return BoundSettings.vendors(
            BoundSettings.DELIVERED,
            prefix + "sdk-app-id=1400000000",
            prefix + "identifier=administrator",
            prefix + "secret-key=a-key-that-nobody-may-see",
            prefix + "base-url=" + address,
            prefix + "concurrency=1",
            prefix + "connect-timeout=" + connect.toMillis() + "ms",
            prefix + "timeout=" + reply.toMillis() + "ms",
            prefix + "total-timeout=" + total.toMillis() + "ms")
        .find("tencent-im")
        .orElseThrow();
  }
}
