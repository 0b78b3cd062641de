package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An operation on its way through the writer, and its caller's place to wait.
 *
 * <p>Either the writer begins it or its caller withdraws it, never both: so a caller that gives up
 * knows that nothing was written.
 */
final class SqliteTicket<T> {
  private final SqliteSession.Work<T> work;
  private final boolean alone;
  private final AtomicBoolean decided = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable Throwable failure;

  SqliteTicket(SqliteSession.Work<T> work) {
    this(work, false);
  }

  /** An operation that runs alone, outside of any transaction, if {@code alone}. */
  SqliteTicket(SqliteSession.Work<T> work, boolean alone) {
    this.work = work;
    this.alone = alone;
  }

  boolean isAlone() {
    return alone;
  }

  /** Whether the writer may run it: false if its caller has given up. */
  boolean begin() {
    return decided.compareAndSet(false, true);
  }

  /** Whether its caller may give up: false if the writer has begun. */
  boolean withdraw() {
    return decided.compareAndSet(false, true);
  }

  /** Runs the operation; what it gives is kept until {@link #succeed}. */
  void run(SqliteSession session) throws SQLException {
    result = work.run(session);
  }

  void succeed() {
    done.countDown();
  }

  /** Ends it with an exception, unless it has ended. */
  void fail(Throwable cause) {
    if (done.getCount() > 0) {
      failure = cause;
      done.countDown();
    }
  }

  /** Waits for the end. */
  T await(SqliteFailures failures) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.await();
          break;
        } catch (InterruptedException e) {
          if (withdraw()) {
            interrupted = true;
            throw failures.interrupted(e);
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    T value = result;
    if (failure != null || value == null) {
      throw failures.of(failure == null ? new IllegalStateException("no result") : failure);
    }
    return value;
  }
}
