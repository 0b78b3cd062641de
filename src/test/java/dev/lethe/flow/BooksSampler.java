package dev.lethe.flow;

import dev.lethe.ledger.LedgerWitness;
import dev.lethe.ledger.LedgerWitness.Books;
import dev.lethe.ledger.RequestState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the books of a running Lethe over and over, from beside it: at every sample they must
 * balance, and no outcome may be taken back, neither in one life of the process nor over several.
 */
final class BooksSampler {
  private static final Duration EVERY = Duration.ofMillis(30);

  private final Path ledger;
  private final Map<String, Long> decided = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private List<Books> last = List.of();
  private long samples;

  /** A watch that goes on until it is stopped. */
  final class Watch {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private Watch(LetheProcess process) {
      thread = new Thread(() -> run(process), "books-sampler");
      thread.start();
    }

    private void run(LetheProcess process) {
      try {
        while (!process.isReady()) {
          if (over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
        try (LedgerWitness witness = LedgerWitness.open(ledger)) {
          do {
            note(witness.books());
          } while (!over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        }
      } catch (SQLException | IOException | RuntimeException e) {
        complain("The books could not be read: " + e);
      } catch (InterruptedException e) {
        complain("The sampler was interrupted.");
        Thread.currentThread().interrupt();
      }
    }

    /** Ends it; after that, nothing of the ledger is open here. */
    void stop() throws InterruptedException {
      over.countDown();
      thread.join();
    }
  }

  BooksSampler(Path ledger) {
    this.ledger = ledger;
  }

  /** Watches a process from when it is up. */
  Watch watch(LetheProcess process) {
    return new Watch(process);
  }

  /** Judges one sample. */
  synchronized void note(List<Books> books) {
    samples++;
    last = books;
    for (Books one : books) {
      String id = one.request().id();
      if (!one.balance().holds()) {
        complain("The books of " + one.request() + " do not balance: " + one.balance());
      }
      // A request that was not wholly read is read anew after a crash.
      if (one.request().state() != RequestState.RECEIVING) {
        long now = one.balance().counted() - one.balance().open();
        long before = decided.getOrDefault(id, 0L);
        if (now < before) {
          complain("An outcome of " + id + " was taken back: " + before + " before, now " + now);
        }
        decided.put(id, now);
      }
    }
  }

  /** The last sample. */
  synchronized List<Books> last() {
    return last;
  }

  private synchronized void complain(String what) {
    wrong.add(what);
  }

  /** What was wrong so far. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many samples were judged. */
  synchronized long samples() {
    return samples;
  }
}
