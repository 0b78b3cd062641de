package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-SECOND);

  @Property(tries = 300)
  void noSecondHasMoreCallsThanTheRateHoweverLateThreadsWake(
      @ForAll @IntRange(min = 1, max = 3_000) int rate,
      @ForAll @IntRange(min = 0, max = 100) int mostMillisLate,
      @ForAll long seed) {
    Random random = new Random(seed);
    Pacer pacer = pacer(rate, random, mostMillisLate);
    long[] left = new long[3 * rate + 10];
    for (int call = 0; call < left.length; call++) {
      if (random.nextInt(rate) == 0) {
        now.addAndGet(random.nextLong(SECOND)); // nothing to do for a while
      }
      pacer.await();
      left[call] = now.get();
    }

    for (int call = rate; call < left.length; call++) {
      assertThat(left[call] - left[call - rate]).isGreaterThan(SECOND);
    }
  }

  @Property(tries = 200)
  void nearlyAllOfTheRateIsUsed(
      @ForAll @DoubleRange(min = 0.5, max = 2_000) double rate, @ForAll long seed) {
    Random random = new Random(seed);
    Pacer pacer = pacer(rate, random, 1);
    int calls = (int) Math.ceil(10 * rate) + 1;
    pacer.await();
    long begin = now.get();
    for (int call = 1; call < calls; call++) {
      pacer.await();
    }

    double used = (calls - 1) * (double) SECOND / (now.get() - begin);
    assertThat(used).isBetween(0.98 * rate, 1.1 * rate);
  }

  @Property(tries = 300)
  void noSecondHasMoreCallsThanTheRateHoweverLongTheyAreOnTheirWay(
      @ForAll @IntRange(min = 1, max = 300) int rate,
      @ForAll @IntRange(min = 0, max = 400) int mostMillisUnderWay,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Map.Entry<Long, Pacer.Leave>> onTheirWay = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    Pacer pacer =
        new Pacer(
            rate,
            now::get,
            (stopped, nanos) -> {
              // Whoever waits lets time pass up to the next call that goes, and no further.
              now.addAndGet(Math.min(nanos, untilNextGoes(onTheirWay, nanos)));
              goWhoIsDue(onTheirWay, gone);
              return false;
            });
    for (int call = 0; call < 3 * rate + 10; call++) {
      Pacer.Leave leave = pacer.awaitLeave();
      long goes = now.get() + random.nextLong(mostMillisUnderWay * 1_000_000L + 1);
      onTheirWay.add(Map.entry(goes, leave));
      if (random.nextInt(10) == 0) {
        onTheirWay.remove(onTheirWay.size() - 1);
        leave.dropped();
      }
      goWhoIsDue(onTheirWay, gone);
    }

    for (int call = rate; call < gone.size(); call++) {
      assertThat(gone.get(call) - gone.get(call - rate)).isGreaterThan(SECOND);
    }
  }

  private long untilNextGoes(List<Map.Entry<Long, Pacer.Leave>> onTheirWay, long otherwise) {
    return onTheirWay.stream().mapToLong(Map.Entry::getKey).min().orElse(now.get() + otherwise)
        - now.get();
  }

  private void goWhoIsDue(List<Map.Entry<Long, Pacer.Leave>> onTheirWay, List<Long> gone) {
    for (Map.Entry<Long, Pacer.Leave> call : List.copyOf(onTheirWay)) {
      if (call.getKey() <= now.get()) {
        onTheirWay.remove(call);
        call.getValue().gone();
        gone.add(now.get());
      }
    }
  }

  @Test
  void theCallOfAThreadIsToldToBeGoneByThatThread() {
    Pacer pacer = pacer(1, new Random(1), 0);
    pacer.awaitLeave();
    now.addAndGet(5 * SECOND);
    pacer.isGone();
    long first = now.get();

    pacer.await();

    assertThat(now.get() - first).isEqualTo(1_010_000_000L);
  }

  @Test
  void whatIsSlowerThanACallASecondIsSpacedOut() {
    Pacer pacer = pacer(0.25, new Random(1), 0);
    pacer.await();
    long first = now.get();

    pacer.await();

    assertThat(now.get() - first).isEqualTo(4_040_000_000L);
  }

  @Test
  void afterAPauseCallsDoNotAllLeaveAtOnce() {
    Pacer pacer = pacer(100, new Random(1), 0);
    pacer.await();
    now.addAndGet(60 * SECOND);
    pacer.await();
    long first = now.get();

    pacer.await();

    assertThat(now.get() - first).isEqualTo(9_000_000L);
  }

  @Test
  void whoeverWaitsWhenLetheStopsIsNotSent() {
    Pacer pacer = new Pacer(0.001);
    pacer.await();
    CompletableFuture<Void> second = CompletableFuture.runAsync(pacer::await);
    CompletableFuture<Void> third = CompletableFuture.runAsync(pacer::await);

    pacer.stop();

    await().atMost(Duration.ofSeconds(10)).until(() -> second.isDone() && third.isDone());
    assertThatThrownBy(second::join).hasCauseInstanceOf(NotSentException.class);
    assertThatThrownBy(third::join).hasCauseInstanceOf(NotSentException.class);
    assertThatThrownBy(pacer::await).isInstanceOf(NotSentException.class);
  }

  private Pacer pacer(double rate, Random random, int mostMillisLate) {
    return new Pacer(
        rate,
        now::get,
        (stopped, nanos) -> {
          now.addAndGet(nanos + random.nextLong(mostMillisLate * 1_000_000L + 1));
          return false;
        });
  }
}
