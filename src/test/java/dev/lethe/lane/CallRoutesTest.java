package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The places for calls to a vendor, whoever makes them. */
@Timeout(90)
final class CallRoutesTest {

  private final Clock clock = Clock.systemUTC();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final VendorHttpClients clients = new VendorHttpClients();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final CountDownLatch go = new CountDownLatch(1);
  private HttpServer server;
  private Lanes lanes;

  @AfterEach
  void stop() {
    go.countDown();
    context.stop();
    clients.close();
    threads.shutdownNow();
    server.stop(0);
  }

  @Test
  void noMoreCallsAreUnderWayThanThereArePlacesFromWhicheverThread() throws Exception {
    List<CompletableFuture<Exchange>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> send("direct:call", "tencent-im"), threads));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> inFlight.get() == 3);
    assertThat(inFlight("tencent-im")).isEqualTo(3);
    go.countDown();
    for (CompletableFuture<Exchange> call : calls) {
      assertThat(call.get(60, TimeUnit.SECONDS).getException()).isNull();
    }

    assertThat(mostInFlight).hasValue(3);
    assertThat(inFlight("tencent-im")).isZero();
  }

  @Test
  void aPlaceIsFreeAgainAfterACallThatFailed() throws Exception {
    go.countDown();
    server.stop(0);

    assertThat(send("direct:call", "tencent-b").getException()).hasMessage("connect-failed");

    assertThat(inFlight("tencent-b")).isZero();
  }

  @Test
  void aPlaceIsFreeAgainIfARouteWaitsForItsPaceAndThenDoesNotCall() throws Exception {
    assertThat(send("direct:pace", "tencent-b").getException()).isNull();

    assertThat(inFlight("tencent-b")).isZero();
  }

  @Test
  void aLoginBetweenPaceAndCallDoesNotWaitForItsOwnRoute() throws Exception {
    go.countDown();

    Exchange reply = send("direct:pace-token-call", "tencent-b");

    assertThat(reply.getException()).isNull();
    assertThat(reply.getVariable("token")).isEqualTo("made");
    assertThat(inFlight("tencent-b")).isZero();
  }

  private int inFlight(String vendor) {
    return lanes.of(vendor).status().inFlight();
  }

  private Exchange send(String uri, String vendor) {
    try (ProducerTemplate template = context.createProducerTemplate()) {
      return template.request(
          uri,
          exchange -> {
            exchange.setVariable("vendor", Map.of("name", vendor));
            exchange.getMessage().setHeader("CamelHttpMethod", "POST");
            exchange.getMessage().setBody("{}");
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          try {
            boolean told = go.await(60, TimeUnit.SECONDS);
            byte[] body = ("{\"told\": " + told + "}").getBytes(StandardCharsets.UTF_8);
            inFlight.decrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    Vendors vendors =
        BoundSettings.vendors(
            Path.of("config"),
            Stream.concat(settings("tencent-im", address, 3), settings("tencent-b", address, 1))
                .toArray(String[]::new));
    TokenCache tokens = new TokenCache(clock);
    // Nothing of the ledger is used by calls.
    lanes =
        new Lanes(
            vendors, vendor -> false, LedgerStub.unused(), () -> true, tokens, event -> {}, clock);
    context.addRoutes(
        new CallRoutes(lanes, tokens, clients, new ReplyReader(new ObjectMapper(), clock), clock));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:login-tencent-im")
                .setHeader("CamelHttpMethod", constant("POST"))
                .setBody(constant("{}"))
                .to("direct:call")
                .process(
                    exchange ->
                        exchange
                            .getMessage()
                            .setBody(
                                Map.of(
                                    "token", "made", "expires", clock.instant().plusSeconds(600))));
            from("direct:pace-token-call").to("direct:pace").to("direct:token").to("direct:call");
          }
        });
    context.start();
  }

  private static Stream<String> settings(String name, String address, int concurrency) {
    String prefix = "--lethe.vendors." + name + ".";
    return Stream.of(
        prefix + "route=tencent-im",
        prefix + "sdk-app-id=1400000000",
        prefix + "identifier=administrator",
        prefix + "secret-key=a-key-that-nobody-may-see",
        prefix + "base-url=" + address,
        prefix + "rate=2000",
        prefix + "concurrency=" + concurrency);
  }
}
