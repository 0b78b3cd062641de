package dev.lethe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteWriterTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger rollbacks = new AtomicInteger();
  private SqliteWriter writer;
  private SqliteReaders readers;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    SqliteFile file = new SqliteFile("jdbc:sqlite:" + folder.resolve("writer.db"));
    SqliteFailures failures = new SqliteFailures("writer.db");
    SqliteSession session = new SqliteSession(file.openWriter());
    session.update("create table t (n integer primary key)");
    writer =
        new SqliteWriter(
            session, new SqliteSameFile(file.path()), failures, rollbacks::incrementAndGet);
    readers = new SqliteReaders(file, failures);
  }

  @AfterEach
  void close() {
    gate.countDown();
    writer.close();
    readers.close();
    callers.shutdownNow();
  }

  @Test
  void commitsWhatWaitsTogetherAndFailsOnlyWhatIsWrong() {
    occupyWriter();

    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int n : new int[] {1, 2, 2, 3}) {
      writes.add(submit(n));
      awaitWaiting(writes.size());
    }
    gate.countDown();

    assertThat(writes.get(0).join()).isEqualTo(1);
    assertThat(writes.get(1).join()).isEqualTo(1);
    assertThatThrownBy(() -> writes.get(2).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no row is lost");
    assertThat(writes.get(3).join()).isEqualTo(1);
    assertThat(readers.<Long>read(s -> s.number("select sum(n) from t"))).isEqualTo(6);
    assertThat(rollbacks).hasValue(2);
  }

  @Test
  void writesNothingOfACallerThatWasInterruptedBeforeItsTurn() throws Exception {
    occupyWriter();
    AtomicBoolean flagged = new AtomicBoolean();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                writer.write(session -> session.update("insert into t values (1)"));
              } catch (LedgerException e) {
                flagged.set(Thread.currentThread().isInterrupted());
                failure.complete(e);
              }
            });
    caller.start();
    awaitWaiting(1);

    caller.interrupt();

    assertThat(failure.get()).hasMessageContaining("Interrupted");
    assertThat(flagged).isTrue();
    gate.countDown();
    assertThat(submit(1).join()).isEqualTo(1);
  }

  @Test
  void failsWhoeverWaitsWhenItCloses() {
    occupyWriter();
    CompletableFuture<Integer> waiting = submit(1);
    awaitWaiting(1);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close, callers);
    await().until(() -> writer.waiting() == 2);
    gate.countDown();
    closing.join();

    assertThatThrownBy(waiting::join).cause().hasMessageContaining("closed");
    assertThatThrownBy(() -> writer.write(session -> 1)).hasMessageContaining("closed");
    assertThat(readers.<Long>read(s -> s.number("select count(*) from t"))).isZero();
  }

  private void occupyWriter() {
    CountDownLatch busy = new CountDownLatch(1);
    callers.execute(
        () ->
            writer.write(
                session -> {
                  busy.countDown();
                  gateIsOpen();
                  return 0;
                }));
    await().until(() -> busy.getCount() == 0);
  }

  private void gateIsOpen() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Integer> submit(int n) {
    return CompletableFuture.supplyAsync(
        () -> writer.write(session -> session.update("insert into t values (?)", n)), callers);
  }

  private void awaitWaiting(int count) {
    await().until(() -> writer.waiting() == count);
  }
}
