package dev.lethe.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What has been asked of a simulated vendor, so that a test can say what was right about it.
 *
 * <p>It is bounded: the last {@value #ARRIVALS} arrival times, the first {@value #TEXTS}
 * violations, some 16 bytes a subject. It holds no query and no body, hence no secret. Safe for
 * many threads.
 */
public final class CallLog {

  /** How many arrival times are kept. */
  public static final int ARRIVALS = 1 << 16;

  /** How many violations are kept as text; all are counted. */
  public static final int TEXTS = 1_000;

  private final AtomicLong inFlight = new AtomicLong();
  private volatile Records records = new Records();

  /** Forgets everything. */
  public void clear() {
    records = new Records();
  }

  /** A call has arrived; the server says so before any fault. */
  public void arrived(CallKind kind) {
    Records log = records;
    long index = log.arrivals.getAndIncrement();
    log.times.set((int) (index % ARRIVALS), System.nanoTime());
    log.kinds.computeIfAbsent(kind, key -> new LongAdder()).increment();
    log.mostInFlight.accumulate(inFlight.incrementAndGet());
  }

  /** The call is over, answered or not; the server says so just before the caller can know. */
  public void left() {
    inFlight.decrementAndGet();
  }

  /**
   * A delete call in the right form, whatever came of it.
   *
   * @param subjects all that it held
   */
  public void sentForDeletion(Collection<String> subjects) {
    Records log = records;
    subjects.forEach(log.subjects::increment);
    log.largestBatch.accumulate(subjects.size());
  }

  /** What a vendor's reply said as a whole, by the vendor's own code. */
  public void replied(String code) {
    records.codes.computeIfAbsent(code, key -> new LongAdder()).increment();
  }

  /** The caller broke the vendor's contract; the text names no secret. */
  public void violation(Supplier<String> text) {
    Records log = records;
    log.violations.increment();
    synchronized (log.texts) {
      if (log.texts.size() < TEXTS) {
        log.texts.add(text.get());
      }
    }
  }

  /** How many calls of a kind have arrived, also those that a fault met before the vendor. */
  public long calls(CallKind kind) {
    LongAdder count = records.kinds.get(kind);
    return count == null ? 0 : count.sum();
  }

  /** How many calls have arrived. */
  public long calls() {
    return records.arrivals.get();
  }

  /** How many replies bore each of the vendor's codes as a whole. */
  public Map<String, Long> codes() {
    Map<String, Long> codes = new TreeMap<>();
    records.codes.forEach((code, count) -> codes.put(code, count.sum()));
    return codes;
  }

  /** How many contract violations there were. */
  public long violationCount() {
    return records.violations.sum();
  }

  /** The first contract violations, one sentence each. */
  public List<String> violations() {
    Records log = records;
    synchronized (log.texts) {
      return List.copyOf(log.texts);
    }
  }

  /** How often a subject was in a delete call, also in one that failed, 127 for more. */
  public int timesSent(String subject) {
    return records.subjects.get(subject);
  }

  /** How many subjects were in at least so many delete calls. */
  public long subjectsSent(int atLeast) {
    return records.subjects.count(times -> times >= atLeast);
  }

  /** How often the subject that was sent most was sent, 127 for more. */
  public int mostOftenSent() {
    return records.subjects.largest();
  }

  /** How many subjects the largest delete call held. */
  public long largestBatch() {
    return records.largestBatch.get();
  }

  /** How many calls were in flight at once, at most. */
  public long mostInFlight() {
    return records.mostInFlight.get();
  }

  /** When the last calls arrived, in order, on the clock of {@link System#nanoTime}. */
  public long[] arrivalNanos() {
    Records log = records;
    long[] times = new long[(int) Math.min(log.arrivals.get(), ARRIVALS)];
    for (int i = 0; i < times.length; i++) {
      times[i] = log.times.get(i);
    }
    Arrays.sort(times);
    return times;
  }

  /** How many of the last calls arrived in any stretch of that length, at most. */
  public int mostCallsWithin(Duration stretch) {
    long[] times = arrivalNanos();
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.length; last++) {
      while (first < last && times[last] - times[first] >= stretch.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static final class Records {
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicLongArray times = new AtomicLongArray(ARRIVALS);
    private final Map<CallKind, LongAdder> kinds = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> codes = new ConcurrentHashMap<>();
    private final LongAccumulator mostInFlight = new LongAccumulator(Math::max, 0);
    private final LongAccumulator largestBatch = new LongAccumulator(Math::max, 0);
    private final CompactIdMap subjects = new CompactIdMap();
    private final LongAdder violations = new LongAdder();
    private final List<String> texts = new ArrayList<>();
  }
}
