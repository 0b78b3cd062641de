package dev.lethe.flow;

import dev.lethe.ledger.RequestState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * When a process is killed. The moments are drawn from a seed and spread over all that Lethe does:
 * so long after its start, so long after it is up (when it takes in a file), so long after the n-th
 * vendor call, and while it writes results.
 */
final class KillMoments {
  private static final Duration FIRST_GUESS_OF_A_START = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONGEST_BETWEEN_NAMES = Duration.ofSeconds(1);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
  private static final Duration LONGEST_TO_INTAKE = Duration.ofSeconds(3);
  private static final int MOST_CALLS = 300;

  private final Random random;
  private final LongSupplier calls;
  private final ResultFiles results;
  private final BooksSampler books;
  private final Deque<Aim> others = new ArrayDeque<>();
  private final int intakesOfEach;
  private long longestStart = FIRST_GUESS_OF_A_START.toNanos();
  private int resultsLeft;

  /** What a kill is to hit. */
  enum Aim {
    START,
    INTAKE,
    CALLS,
    RESULTS
  }

  /** Of so many kills, about a fifth at the start, a seventh in the intake, a fifth in results. */
  KillMoments(
      long seed,
      int kills,
      int files,
      LongSupplier calls,
      ResultFiles results,
      BooksSampler books) {
    this.random = new Random(seed);
    this.calls = calls;
    this.results = results;
    this.books = books;
    this.intakesOfEach = Math.max(1, kills / 7 / files);
    this.resultsLeft = Math.max(1, kills / 5);
    int starts = Math.max(1, kills / 5);
    List<Aim> deck = new ArrayList<>(Collections.nCopies(starts, Aim.START));
    deck.addAll(
        Collections.nCopies(kills - starts - intakesOfEach * files - resultsLeft, Aim.CALLS));
    Collections.shuffle(deck, random);
    others.addAll(deck);
  }

  /** How many kills are to hit the intake of each file. */
  int intakesOfEach() {
    return intakesOfEach;
  }

  /** How many kills that are not for an intake or for results are still to come. */
  int othersLeft() {
    return others.size();
  }

  /** The next aim that is neither an intake nor results; a start once all is reported. */
  Aim next(boolean anythingToDo) {
    Aim next = others.poll();
    if (!anythingToDo) {
      return Aim.START;
    }
    return next == null ? Aim.RESULTS : next;
  }

  /** Waits for the moment; says what it was, which may be results in place of what was aimed at. */
  Aim await(Aim aim, LetheProcess process) throws Exception {
    Map<String, String> before = results.marks();
    long start = System.nanoTime();
    if (aim == Aim.START) {
      pause(random.nextLong(longestStart + longestStart / 8));
      return Aim.START;
    }
    while (!process.isReady()) {
      patience(process, start);
      pause(TimeUnit.MILLISECONDS.toNanos(5));
    }
    longestStart = Math.max(longestStart, System.nanoTime() - start);
    if (aim == Aim.INTAKE) {
      inIntake(process);
      return Aim.INTAKE;
    }
    long enough = aim == Aim.CALLS ? calls.getAsLong() + 1 + random.nextInt(MOST_CALLS) : 0;
    while (true) {
      boolean wanted = resultsLeft > 0 || aim == Aim.RESULTS;
      if (wanted && !results.marks().equals(before)) {
        resultsLeft--;
        if (aim == Aim.CALLS) {
          others.add(aim); // It is still to come.
        }
        amongResults(before, process, start);
        return Aim.RESULTS;
      }
      boolean idle = System.nanoTime() - start > Math.min(longestStart * 4, LONGEST_IDLE.toNanos());
      if (idle || (aim == Aim.CALLS && calls.getAsLong() >= enough)) {
        pause(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
        return aim;
      }
      patience(process, start);
      pause(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  // How long a file is read depends on the machine: every other kill waits until one is.
  private void inIntake(LetheProcess process) {
    if (random.nextBoolean()) {
      pause(TimeUnit.MILLISECONDS.toNanos(150 + random.nextInt(1_000)));
      return;
    }
    long before = books.samples();
    long tooLate = System.nanoTime() + LONGEST_TO_INTAKE.toNanos();
    while (!(books.samples() > before && isReading()) && System.nanoTime() < tooLate) {
      patience(process, System.nanoTime());
      pause(TimeUnit.MICROSECONDS.toNanos(200));
    }
    pause(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
  }

  private boolean isReading() {
    return books.last().stream().anyMatch(one -> one.request().state() == RequestState.RECEIVING);
  }

  // The renames are some microseconds apart: a third of the kills wait for the first one.
  private void amongResults(Map<String, String> before, LetheProcess process, long start) {
    switch (random.nextInt(3)) {
      case 0 -> pause(TimeUnit.MICROSECONDS.toNanos(random.nextInt(5_000)));
      case 1 -> pause(TimeUnit.MICROSECONDS.toNanos(random.nextInt(80_000)));
      default -> {
        // Where an earlier kill came between the names, only the receipt is still to come.
        long named = System.nanoTime() + LONGEST_BETWEEN_NAMES.toNanos();
        while (!outcomesNamed(before) && System.nanoTime() < named) {
          patience(process, start);
          Thread.onSpinWait();
        }
      }
    }
  }

  private boolean outcomesNamed(Map<String, String> before) {
    return results.marks().entrySet().stream()
        .filter(file -> file.getKey().matches("outbox/[^.].*\\.outcomes\\.csv"))
        .anyMatch(file -> !file.getValue().equals(before.get(file.getKey())));
  }

  private static void patience(LetheProcess process, long start) {
    if (!process.isAlive()) {
      throw new AssertionError("Lethe ended by itself.");
    }
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new AssertionError("Lethe did not come to the moment in " + PATIENCE + ".");
    }
  }

  // No wait for a condition: the moment itself is the random thing.
  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
