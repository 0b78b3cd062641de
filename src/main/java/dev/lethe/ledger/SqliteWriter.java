package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that writes to the ledger.
 *
 * <p>Callers hand in an operation and wait until it is on disk. Everything that waits is committed
 * as one transaction, so that one flush to the disk serves many callers. If an operation of such a
 * transaction fails, all of it is rolled back and each operation runs again in a transaction of its
 * own: the others succeed, and the failing one gets its own exception. So an operation must be free
 * of effects outside the database.
 */
final class SqliteWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

  /** Operations of one transaction at the most: it bounds how long each of them waits. */
  private static final int MOST_TOGETHER = 128;

  /** Operations that may wait; further callers wait to get in. */
  private static final int MOST_WAITING = 1_024;

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final SqliteSession session;
  private final SqliteSameFile file;
  private final SqliteFailures failures;
  private final Runnable rolledBack;
  private final BlockingQueue<SqliteTicket<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "lethe-ledger-writer");
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * Starts the thread.
   *
   * @param session closed by {@link #close}
   * @param file looked at before each transaction
   * @param rolledBack called in the writer's thread after a rollback, to drop what was remembered
   */
  SqliteWriter(
      SqliteSession session, SqliteSameFile file, SqliteFailures failures, Runnable rolledBack) {
    this.session = session;
    this.file = file;
    this.failures = failures;
    this.rolledBack = rolledBack;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs an operation and returns when it is committed.
   *
   * @throws LedgerException if nothing of it was written; an interrupted caller whose operation has
   *     begun already waits for its end and gets its result
   */
  <T> T write(SqliteSession.Work<T> work) {
    return await(new SqliteTicket<>(work));
  }

  /**
   * Runs what cannot run in a transaction (a checkpoint, say), alone, and returns when it is done.
   *
   * @throws LedgerException if it failed; what it had done by then stays
   */
  <T> T outside(SqliteSession.Work<T> work) {
    return await(new SqliteTicket<>(work, true));
  }

  /**
   * Hands an operation in, and returns before it is run.
   *
   * @throws LedgerException if it was not taken: nothing of it is written
   */
  Writing begin(SqliteSession.Work<?> work) {
    SqliteTicket<?> ticket = new SqliteTicket<>(work);
    enter(ticket);
    return () -> ticket.await(failures);
  }

  private <T> T await(SqliteTicket<T> ticket) {
    enter(ticket);
    return ticket.await(failures);
  }

  private void enter(SqliteTicket<?> ticket) {
    LedgerException damage = failures.damage();
    if (damage != null) {
      throw failures.of(damage);
    }
    try {
      while (!closing
          && !ended
          && !waiting.offer(ticket, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        // full: look whether it was closed meanwhile
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(e);
    }
    if ((closing || ended) && ticket.withdraw()) {
      throw failures.closed();
    }
  }

  /** How many callers wait for their turn. */
  int waiting() {
    return waiting.size();
  }

  private void run() {
    List<SqliteTicket<?>> taken = new ArrayList<>();
    try {
      while (!closing) {
        taken.clear();
        taken.add(waiting.take());
        waiting.drainTo(taken, MOST_TOGETHER - 1);
        taken.removeIf(ticket -> !ticket.begin());
        List<SqliteTicket<?>> together =
            taken.stream().filter(ticket -> !ticket.isAlone()).toList();
        if (!together.isEmpty()) {
          commit(together);
        }
        taken.stream().filter(SqliteTicket::isAlone).forEach(this::runAlone);
      }
    } catch (InterruptedException e) {
      LOG.warn("The ledger's writer was interrupted and ends");
    } finally {
      ended = true;
      taken.forEach(ticket -> ticket.fail(failures.closed()));
      failWaiting();
      closeSession();
    }
  }

  private void commit(List<SqliteTicket<?>> tickets) {
    LedgerException damage = failures.damage();
    if (damage != null) {
      tickets.forEach(ticket -> ticket.fail(damage));
      return;
    }
    try {
      file.require();
      session.update("begin immediate");
    } catch (Exception e) {
      seen(e);
      forgetStatements();
      tickets.forEach(ticket -> ticket.fail(e));
      return;
    }
    try {
      for (SqliteTicket<?> ticket : tickets) {
        ticket.run(session);
      }
    } catch (Exception | Error e) {
      seen(e);
      rollback();
      if (tickets.size() == 1) {
        tickets.get(0).fail(e);
      } else {
        tickets.forEach(ticket -> commit(List.of(ticket)));
      }
      return;
    }
    try {
      session.update("commit");
    } catch (Exception e) {
      seen(e);
      rollback();
      tickets.forEach(ticket -> ticket.fail(e));
      return;
    }
    tickets.forEach(SqliteTicket::succeed);
  }

  // Before the next operation, not when its caller gets round to it: nothing is written after.
  private void seen(Throwable problem) {
    if (problem instanceof SQLException) {
      failures.seen(problem);
    }
  }

  private void runAlone(SqliteTicket<?> ticket) {
    LedgerException damage = failures.damage();
    if (damage != null) {
      ticket.fail(damage);
      return;
    }
    try {
      file.require();
      ticket.run(session);
      ticket.succeed();
    } catch (Exception | Error e) {
      seen(e);
      forgetStatements();
      ticket.fail(e);
    }
  }

  private void rollback() {
    rolledBack.run();
    try {
      session.update("rollback");
    } catch (SQLException e) {
      LOG.debug("The transaction had been rolled back already", e);
    }
    forgetStatements();
  }

  private void forgetStatements() {
    try {
      session.forgetStatements();
    } catch (SQLException e) {
      LOG.debug("A statement that had failed could not be closed", e);
    }
  }

  private void failWaiting() {
    for (SqliteTicket<?> ticket = waiting.poll(); ticket != null; ticket = waiting.poll()) {
      if (ticket.begin()) {
        ticket.fail(failures.closed());
      }
    }
  }

  private void closeSession() {
    if (failures.damage() != null) {
      // Closing would fold the log into the damaged file and remove it: it is left to be recovered.
      return;
    }
    try {
      session.close(); // the last connection to close folds the log into the file
    } catch (SQLException e) {
      LOG.warn("The ledger's connection did not close", e);
    }
  }

  /** Ends the thread after the running transaction; whoever still waits gets an exception. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    // A ticket of nobody's wakes the thread; where there is no room for it, it is awake.
    waiting.offer(new SqliteTicket<>(nothing -> 0));
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
