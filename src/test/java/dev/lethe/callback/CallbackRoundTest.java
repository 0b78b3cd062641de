package dev.lethe.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.NewSubmission;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Rejection;
import dev.lethe.settings.LetheSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallbackRoundTest {
  private static final String SHA = "0f".repeat(32);

  private final TestClock clock = new TestClock();
  private final List<Event> events = new ArrayList<>();
  private final List<String> posted = new ArrayList<>();
  private Ledger ledger;

  @BeforeEach
  void reported(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    ledger
        .submissions()
        .note(
            new NewSubmission(
                "a.csv", SHA, "a-1", "ann", null, "https://example.com/s", clock.instant()));
    RequestRecord request = ledger.begin(new NewRequest("a-1", "a.csv", SHA, clock.instant()));
    ledger.accept(
        request.no(),
        List.of(new NewItem(1, "x", null, "s", null, new Rejection("unknown-vendor", "No."), 0)));
    ledger.release(request.no(), false, clock.instant());
    ledger.receipt(request.no(), clock.instant(), (number, previous) -> "the receipt");
    ledger.reported(request.no(), clock.instant());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void a_receipt_is_posted_once() {
    CallbackRound round = round(policy("93.184.216.34"), 200);

    round.look();
    clock.advance(Duration.ofDays(1));
    round.look();

    assertThat(posted).containsExactly("https://example.com/s the receipt");
    assertThat(events).extracting(Event::kind).containsExactly(EventKind.CALLBACK_MADE);
    assertThat(events.get(0).said()).doesNotContain("example.com");
  }

  @Test
  void it_is_tried_five_times_ever_later_and_then_somebody_is_told() {
    CallbackRound round = round(policy("93.184.216.34"), 500);
    List<Long> seconds = new ArrayList<>();

    for (int second = 0; second < 3_600; second++) {
      int before = posted.size();
      round.look();
      if (posted.size() > before) {
        seconds.add((long) second);
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(seconds).containsExactly(0L, 10L, 30L, 70L, 150L);
    assertThat(events).extracting(Event::kind).containsExactly(EventKind.CALLBACK_FAILED);
  }

  @Test
  void a_host_that_turned_private_meanwhile_is_not_called() {
    round(policy("10.0.0.1"), 200).look();

    assertThat(posted).isEmpty();
  }

  @Test
  void no_redirect_is_followed() throws IOException {
    AtomicInteger elsewhere = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/from",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/to");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    server.createContext(
        "/to",
        exchange -> {
          elsewhere.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    URI from = URI.create("http://example.com:" + port + "/from");
    try (ReceiptPost allowed = new ReceiptPost(new CallbackPolicy(settings(true), own()));
        ReceiptPost refused = new ReceiptPost(new CallbackPolicy(settings(false), own()))) {

      assertThat(allowed.post(from, "{}")).isEqualTo(307);

      assertThat(elsewhere).hasValue(0);
      assertThatThrownBy(() -> refused.post(from, "{}")).isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }

  private CallbackRound round(CallbackPolicy policy, int status) {
    return new CallbackRound(
        ledger,
        policy,
        (target, json) -> {
          posted.add(target + " " + json);
          return status;
        },
        events::add,
        clock);
  }

  private static CallbackPolicy policy(String address) {
    return new CallbackPolicy(
        settings(false), host -> new InetAddress[] {InetAddress.getAllByName(address)[0]});
  }

  // Whatever the name says, the server of the test.
  private static CallbackPolicy.Names own() {
    return host -> new InetAddress[] {InetAddress.getAllByName("127.0.0.1")[0]};
  }

  private static LetheSettings.Callback settings(boolean allowPrivate) {
    return new LetheSettings.Callback(List.of("example.com"), allowPrivate);
  }
}
