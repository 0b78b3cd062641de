package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lethe.fault.FaultLog;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.TokenCache;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The routes of a lane on a ledger that fails when it is told to. */
final class LaneRoutesTest {

  private final Clock clock = Clock.systemUTC();
  private final Queue<RuntimeException> settling = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> claiming = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private Ledger ledger;
  private RequestRecord request;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    Lanes lanes =
        new Lanes(
            BoundSettings.vendors(
                BoundSettings.DELIVERED,
                BoundSettings.tencentArgs(
                    "--lethe.vendors.tencent-im.linger=0ms",
                    "--lethe.vendors.tencent-im.backoff.initial=10ms")),
            vendor -> false,
            failing(ledger),
            () -> true,
            new TokenCache(clock),
            event -> {},
            clock);
    context.getRegistry().bind("laneFaults", new FaultLog("a lane", "Its rows stay due."));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:token").setVariable("token", constant("t"));
            from("direct:ask-tencent-im").stop();
            from("direct:vendor-tencent-im")
                .process(
                    exchange -> {
                      calls.incrementAndGet();
                      List<?> subjects = exchange.getMessage().getBody(List.class);
                      exchange
                          .getMessage()
                          .setBody(
                              Map.of(
                                  "call",
                                  "0",
                                  "items",
                                  subjects.stream()
                                      .map(subject -> Map.of("subject", subject, "code", "0"))
                                      .toList()));
                    });
          }
        });
    context.addRoutes(new LaneRoutes(lanes, true));
    request = ledger.begin(new NewRequest("r-1", "r.csv", "0".repeat(64), clock.instant()));
    ledger.accept(
        request.no(),
        List.of(new NewItem(1, "tencent-im", "tencent-im", "subject-1", null, null, 0)));
  }

  @AfterEach
  void stop() {
    context.stop();
    ledger.close();
  }

  @Test
  void anAnswerThatTheLedgerDoesNotTakeIsOfferedUntilItDoes() {
    settling.add(full());
    settling.add(full());

    run();

    assertThat(settling).isEmpty();
    assertThat(calls).hasValue(1);
    assertThat(ledger.attempts(request.no(), 1)).hasSize(1);
  }

  @Test
  void aFailureOfOurOwnEndsAndItsItemsAreLookedInto() {
    settling.add(new IllegalStateException("A mistake of ours."));

    run();

    assertThat(calls).hasValue(2);
    assertThat(ledger.attempts(request.no(), 1))
        .extracting(Ledger.AttemptRecord::verdict, Ledger.AttemptRecord::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("UNKNOWN", "internal-error"),
            org.assertj.core.groups.Tuple.tuple("DELETED", "0"));
  }

  @Test
  void aFailureOfOurOwnWhileTheLedgerFailsEndsToo() {
    settling.add(new IllegalStateException("A mistake of ours."));
    settling.add(full());

    run();

    assertThat(settling).isEmpty();
  }

  @Test
  void anAnswerThatTheLedgerNeverTakesIsLookedIntoAndNotOfferedForEver() {
    settling.add(new LedgerException("The ledger does not have all items."));

    run();

    assertThat(calls).hasValue(2);
    assertThat(ledger.attempts(request.no(), 1))
        .extracting(Ledger.AttemptRecord::code)
        .containsExactly("internal-error", "0");
  }

  @Test
  void aBatchOfWhichTheLedgerTakesNothingAtOnceIsSettledItemByItem() {
    settling.add(new LedgerException("The ledger does not have all items."));
    settling.add(new LedgerException("The ledger does not have all items."));

    run();

    assertThat(settling).isEmpty();
    assertThat(calls).hasValue(2);
  }

  @Test
  void anOutageOfTheLedgerIsToldOnceHoweverOftenAnAnswerIsOffered() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    lines.start();
    root.addAppender(lines);
    settling.addAll(List.of(full(), full(), full()));

    try {
      run();
    } finally {
      root.detachAppender(lines);
    }

    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("settling failed: The disk is full. Answers are kept");
  }

  private static LedgerException full() {
    return new LedgerException(LedgerException.Fault.FULL, "The disk is full.");
  }

  @Test
  void aClaimThatFailsIsMadeAgain() {
    claiming.add(new LedgerException("The ledger is locked."));

    run();

    assertThat(calls).hasValue(1);
  }

  private void run() {
    ledger.release(request.no(), false, clock.instant());
    context.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> ledger.balance(request.no()).byVendor().get("tencent-im"),
            states -> states.containsKey(ItemState.DELETED));
  }

  private Ledger failing(Ledger real) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, args) -> {
              RuntimeException failure =
                  switch (method.getName()) {
                    case "settle" -> settling.poll();
                    case "claim" -> claiming.poll();
                    default -> null;
                  };
              if (failure != null) {
                throw failure;
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
