package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.Retention;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.outcome.Reporter;
import dev.lethe.outcome.RequestFiles;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Routes that start by themselves try again slowly while what they need is not there. */
class PollingFaultsTest {
  private final AtomicInteger tries = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void receiptsAreAskedForEverMoreSlowlyWhileTheLedgerFails(@TempDir Path home) throws Exception {
    Health health = new Health(clock, List::of);
    context.getRegistry().bind("reporter", new Reporter(failing(), clock, health));
    context
        .getRegistry()
        .bind(
            "requestFiles",
            new RequestFiles(
                failing(),
                home,
                new ObjectMapper(),
                ReceiptKeys.below(home).signing(false),
                clock));
    context.getRegistry().bind("receiptFaults", new FaultLog("receipts", "They wait."));

    // At once, after a second, after two more.
    assertThat(triesOf("receipts", Duration.ofMillis(2_500))).isBetween(1, 2);
  }

  @Test
  void retentionWaitsForItsHourWhileTheLedgerFails(@TempDir Path home) throws Exception {
    SubjectKey key = SubjectKey.below(home, false);
    context
        .getRegistry()
        .bind("retention", new Retention(failing(), key, Duration.ofDays(1), clock));
    context.getRegistry().bind("retentionFaults", new FaultLog("retention", "It goes on."));

    assertThat(triesOf("retention", Duration.ofSeconds(2))).isEqualTo(1);
  }

  @Test
  void filesThatCannotBeWrittenAreTriedEverMoreSlowly(@TempDir Path home) throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Logger log = (Logger) LoggerFactory.getLogger(FaultLog.class);
      log.setLevel(Level.DEBUG);
      log.addAppender(lines);
      Files.deleteIfExists(home.resolve("outbox"));
      Files.writeString(home.resolve("outbox"), "a file where the folder has to be");
      lethe.drop("customers.csv", "vendor,subject\ntencent-im,anna\n");

      await().atMost(Duration.ofSeconds(60)).until(() -> failures(lines) > 0);
      await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
      assertThat(failures(lines)).isBetween(1L, 2L);

      Files.delete(home.resolve("outbox"));
      assertThat(lethe.outcomes("customers")).hasSize(1);
      log.detachAppender(lines);
      log.setLevel(null);
    }
  }

  private static long failures(ListAppender<ILoggingEvent> lines) {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getFormattedMessage().startsWith("receipts failed"))
        .count();
  }

  private int triesOf(String route, Duration during) throws Exception {
    String yaml =
        Files.readString(Path.of("routes", route + ".camel.yaml"))
            .replaceAll("initialDelay: \\d+", "initialDelay: 0");
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString(route + ".camel.yaml", yaml));
    context.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() > 0);
    await().pollDelay(during).until(() -> true);
    return tries.get();
  }

  private Ledger failing() {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, args) -> {
              tries.incrementAndGet();
              throw new LedgerException(LedgerException.Fault.FULL, "The disk is full.");
            });
  }
}
