package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lethe.TestClock;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class IntakeFaultsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TestClock clock = new TestClock();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Path file;
  private Inbox inbox;
  private StableFiles files;
  private IntakeFaults faults;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    inbox = new Inbox(home);
    inbox.prepare();
    file = Files.writeString(inbox.folder().resolve("a.csv"), "vendor,subject\n");
    files = new StableFiles(Duration.ZERO, new OpenFiles(inbox.folder()), nanos::get);
    IntakeGate gate =
        new IntakeGate(
            List.of(new InboxLook(inbox)),
            new Health(clock, List::of),
            event -> {},
            clock,
            nanos::get);
    faults = new IntakeFaults(files, new FaultLog("intake", "It stays."), gate);
    log.start();
    ((Logger) LoggerFactory.getLogger(FaultLog.class)).addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(FaultLog.class)).detachAppender(log);
  }

  @Test
  void aFileThatCannotBeTakenInKeepsItsFailureSoThatItStaysAndRests() {
    IOException problem = new IOException("The file is odd.");
    assertThat(isTaken()).isTrue();

    assertThatThrownBy(() -> faults.leave(file.toString(), null, problem)).isSameAs(problem);

    assertThat(log.list).singleElement().asString().contains("a.csv", "The file is odd.");
    assertRestsForFiveSeconds();
  }

  @Test
  void aFileThatCannotBeMovedAloneRestsAlthoughItHadBeenTaken() {
    assertThat(isTaken()).isTrue();
    files.taken(file.toString());

    faults.notMoved(file.toString(), new IOException("It is locked."));

    assertThat(log.list).hasSize(1);
    assertRestsForFiveSeconds();
  }

  @Test
  void noFileIsToBlameWhenNothingCanBeTakenIn() throws IOException {
    assertThat(isTaken()).isTrue();
    IOException problem = new IOException("No such file.");
    Files.move(inbox.folder(), inbox.folder().resolveSibling("away"));

    assertThatThrownBy(() -> faults.leave(file.toString(), null, problem)).isSameAs(problem);
    IntakeStoppedException stopped = new IntakeStoppedException("The inbox is gone.");
    assertThatThrownBy(() -> faults.leave(file.toString(), null, stopped)).isSameAs(stopped);
    Files.move(inbox.folder().resolveSibling("away"), inbox.folder());

    assertThat(log.list).isEmpty();
    assertThat(isTaken()).as("it does not rest").isTrue();
  }

  private void assertRestsForFiveSeconds() {
    assertThat(isTaken()).isFalse();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    assertThat(isTaken()).isFalse();
    nanos.incrementAndGet();
    assertThat(isTaken()).isTrue();
  }

  private boolean isTaken() {
    GenericFile<File> seen = new GenericFile<>();
    seen.setFileName("a.csv");
    seen.setFileNameOnly("a.csv");
    seen.setAbsoluteFilePath(file.toString());
    seen.setFileLength(file.toFile().length());
    seen.setLastModified(file.toFile().lastModified());
    return files.accept(seen);
  }
}
