package dev.lethe.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lethe.ledger.LedgerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(FaultLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private final FaultLog log = new FaultLog("intake", "The file stays.", nanos::get);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void saysWhatHappenedAndWhatItMeansInOneLine() {
    log.handleException(
        "wrapped", new RuntimeException("x", new LedgerException("The disk is full.")));

    assertThat(messages()).containsExactly("intake failed: The disk is full. The file stays.");
  }

  @Test
  void repeatsItselfOnlyAfterTenMinutes() {
    log.handleException(new IOException("gone"));
    log.handleException(new IOException("other"));
    log.handleException(new IOException("gone"));
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    log.handleException(new IOException("gone"));

    assertThat(messages()).hasSize(3).first().asString().contains("gone");
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
