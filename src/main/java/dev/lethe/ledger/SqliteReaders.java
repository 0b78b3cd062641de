package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few read-only connections, opened when first needed. They never wait for the writer. */
final class SqliteReaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteReaders.class);
  private static final int MOST = 4;

  private final SqliteFile file;
  private final SqliteFailures failures;
  private final Semaphore free = new Semaphore(MOST);
  private final Queue<SqliteSession> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService ahead = Executors.newCachedThreadPool(SqliteReaders::daemon);
  private volatile boolean closed;

  SqliteReaders(SqliteFile file, SqliteFailures failures) {
    this.file = file;
    this.failures = failures;
  }

  /**
   * Runs a read of one statement.
   *
   * @throws LedgerException if it fails or the ledger is closed
   */
  <T> T read(SqliteSession.Work<T> work) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(e);
    }
    try {
      return withSession(work);
    } catch (SQLException e) {
      throw failures.of(e);
    } finally {
      free.release();
    }
  }

  /** Runs a read in another thread, while its caller does something else. */
  <T> Future<T> readLater(SqliteSession.Work<T> work) {
    try {
      return ahead.submit(() -> read(work));
    } catch (RejectedExecutionException e) {
      throw failures.closed();
    }
  }

  /**
   * What a read in another thread gave.
   *
   * @throws LedgerException if it failed
   */
  <T> T await(Future<T> read) {
    try {
      return read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(e);
    } catch (ExecutionException e) {
      throw failures.of(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lethe-ledger-reader");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a read of several statements that must fit together. */
  <T> T snapshot(SqliteSession.Work<T> work) {
    return read(session -> session.snapshot(work));
  }

  private <T> T withSession(SqliteSession.Work<T> work) throws SQLException {
    if (closed) {
      throw failures.closed();
    }
    SqliteSession session = idle.poll();
    if (session == null) {
      session = new SqliteSession(file.openReader());
    }
    boolean sound = false;
    try {
      T result = work.run(session);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.add(session);
      } else {
        session.close();
      }
    }
  }

  /** Waits for the reads that are running, then closes the connections. */
  @Override
  public void close() {
    closed = true;
    ahead.shutdown();
    free.acquireUninterruptibly(MOST);
    for (SqliteSession session = idle.poll(); session != null; session = idle.poll()) {
      try {
        session.close();
      } catch (SQLException e) {
        LOG.warn("A reading connection did not close", e);
      }
    }
    free.release(MOST);
  }
}
