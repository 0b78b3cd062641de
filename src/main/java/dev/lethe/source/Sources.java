package dev.lethe.source;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.settings.SourcePlan;
import dev.lethe.vendor.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that {@code routes/sources/sql.camel.yaml} takes. What is read lies whole on disk,
 * under an interim name, before it is marked; it is marked, all of it or nothing, before it gets
 * its name in the inbox. So whatever a crash leaves is either marked, and gets its name at the next
 * start, or is not, is thrown away, and is read again.
 */
public final class Sources {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final int MOST_ROUNDS = 3;

  /** Between tries to write results back while the database cannot be had. */
  private static final Backoff WAITS = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Ledger ledger;
  private final LongSupplier nanoTime;
  private final Map<String, Failing> failing = new ConcurrentHashMap<>();
  private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

  private record Failing(int times, long again) {}

  /** Sources of these plans. */
  public Sources(List<SourcePlan> plans, Path home, Ledger ledger, Clock clock) {
    this(plans, home, ledger, clock, System::nanoTime);
  }

  Sources(List<SourcePlan> plans, Path home, Ledger ledger, Clock clock, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.nanoTime = nanoTime;
    plans.forEach(plan -> sources.put(plan.name(), Source.of(plan, home, ledger, clock)));
  }

  /** What each source was made of. */
  public List<SourcePlan> plans() {
    return sources.values().stream().map(Source::plan).toList();
  }

  /** Waits until nobody else reads that source. {@link #leave} must follow. */
  public void enter(String name) throws InterruptedException {
    source(name).busy().acquire();
  }

  /** Lets others read it. */
  public void leave(String name) {
    source(name).busy().release();
  }

  /**
   * Brings what was begun earlier to its end, then reads what is due now.
   *
   * @return null if nothing is due
   */
  public @Nullable Handover read(String name) throws IOException {
    Source source = source(name);
    finishLeft(source);
    return new DueRows(source.database(), source.plan().set().query()).into(source.files());
  }

  /**
   * Marks what was read. Rows that the statement does not hit (taken back meanwhile, or marked by
   * somebody else) are left out of the request.
   *
   * @return what is marked, null if nothing was left
   */
  public @Nullable Handover mark(String name, Handover read) throws IOException {
    Source source = source(name);
    Handover handover = read;
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      Set<String> missed = source.marks().mark(handover);
      if (missed.isEmpty()) {
        return handover;
      }
      Handover rest = without(source, handover, missed);
      int left = rest == null ? 0 : rest.rows();
      LOG.warn(
          "{}: {} of {} rows were left out: the mark statement does not hit them (taken back or"
              + " marked by somebody else meanwhile, or it does not find :key)",
          source.database().shown(),
          handover.rows() - left,
          handover.rows());
      source.files().discard(handover);
      if (rest == null) {
        return null;
      }
      handover = rest;
    }
    source.files().discard(handover);
    throw new SourceException(
        source.database().shown()
            + ": its rows change faster than they can be marked. Nothing was marked or sent.");
  }

  private static @Nullable Handover without(Source source, Handover handover, Set<String> keys)
      throws IOException {
    int type;
    try (Keys all = new Keys(handover.keys())) {
      type = all.type();
    }
    return source.files().write(type, sink -> source.files().readInto(handover, keys, sink));
  }

  /** Lets a request that is marked appear in the inbox. */
  public void submit(String name, Handover handover) throws IOException {
    Source source = source(name);
    source.files().submit(handover);
    if (source.results() == null) {
      Files.deleteIfExists(handover.keys());
    }
    LOG.info(
        "{}: {} rows marked with request {} and handed in",
        source.database().shown(),
        handover.rows(),
        handover.request());
  }

  /**
   * Writes back the results of requests that have finished, after what a crash left is brought to
   * its end. While that fails it is tried ever more seldom.
   */
  public void writeBack(String name) throws IOException {
    Source source = source(name);
    Failing before = failing.get(name);
    if (before != null && nanoTime.getAsLong() - before.again() < 0) {
      return;
    }
    try {
      if (source.busy().tryAcquire()) {
        try {
          finishLeft(source);
        } finally {
          source.busy().release();
        }
      }
      writeBackAll(source);
      failing.remove(name);
    } catch (SourceException | IOException e) {
      int times = before == null ? 1 : before.times() + 1;
      failing.put(name, new Failing(times, nanoTime.getAsLong() + WAITS.after(times).toNanos()));
      throw e;
    }
  }

  // One that fails does not keep others from theirs.
  private void writeBackAll(Source source) throws IOException {
    SourceException first = null;
    for (String request : source.files().waiting()) {
      try {
        writeBack(source, request);
      } catch (SourceException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void writeBack(Source source, String id) throws IOException {
    if (source.files().isUnderWay(id)) {
      return;
    }
    Optional<RequestRecord> request = ledger.request(id);
    Path keys = source.files().keys(id);
    if (source.results() == null) {
      Files.deleteIfExists(keys);
    } else if (request.isEmpty()) {
      tellNowhere(source, id);
    } else if (request.get().state() == RequestState.FINAL) {
      long missed = source.results().write(request.get(), keys);
      Files.deleteIfExists(keys);
      LOG.info("{}: results of request {} written back", source.database().shown(), id);
      if (missed > 0) {
        LOG.warn(
            "{}: the result statement did not hit {} rows of request {}; their outcomes are in"
                + " outbox/{}.outcomes.csv",
            source.database().shown(),
            missed,
            id,
            id);
      }
    }
  }

  private void tellNowhere(Source source, String id) {
    if (toldOf.add(id)) {
      LOG.warn(
          "{}: request {} is neither in the inbox nor in the ledger, but rows are marked with it."
              + " Look into inbox/.rejected/, take the mark out of its rows to have them read"
              + " again, and remove {}",
          source.database().shown(),
          id,
          source.files().keys(id));
    }
  }

  private static void finishLeft(Source source) throws IOException {
    for (Handover left : source.files().left()) {
      if (source.marks().isMarked(left.request())) {
        source.files().submit(left);
        LOG.info(
            "{}: request {} was marked but not handed in when Lethe stopped; it is now",
            source.database().shown(),
            left.request());
      } else {
        source.files().discard(left);
        LOG.info(
            "{}: request {} was read but not marked when Lethe stopped; its rows are read again",
            source.database().shown(),
            left.request());
      }
    }
  }

  private Source source(String name) {
    Source source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("there is no source '" + name + "'");
    }
    return source;
  }
}
