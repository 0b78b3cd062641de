package dev.lethe.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often somebody may be refused: ten times at once, then once every six seconds, counted by
 * address and by name. From an address where it has signed in before, a name is counted by itself,
 * and on this machine it is not counted: or else anybody could keep its owner out. Sign-ins that
 * succeed are free.
 */
final class SignInLimits {
  private static final int AT_ONCE = 10;
  private static final Duration ONE_EVERY = Duration.ofSeconds(6);
  private static final int MOST_REMEMBERED = 10_000;

  private final TimeMeter time;
  private final Map<String, Bucket> buckets = remembering();
  private final Map<String, Boolean> proven = remembering();

  SignInLimits(Clock clock) {
    time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /** An attempt that is counted as refused until it is {@link #succeeded}. */
  final class Attempt {
    private final String place;
    private final List<Bucket> taken;

    private Attempt(String place, List<Bucket> taken) {
      this.place = place;
      this.taken = taken;
    }

    /** It was no guess: it costs nothing, and the name is known there from now on. */
    void succeeded() {
      taken.forEach(bucket -> bucket.addTokens(1));
      synchronized (SignInLimits.this) {
        proven.put(place, true);
      }
    }
  }

  /**
   * Counts an attempt, before its password is looked at: many at the same time are many.
   *
   * @param onThisMachine whether it comes from the machine itself for certain
   * @throws TooManySignInsException if there were too many
   */
  synchronized Attempt begin(String address, String name, boolean onThisMachine) {
    String subscriber = Addresses.subscriber(address);
    String place = subscriber + " " + name;
    List<Bucket> needed = new ArrayList<>();
    if (proven.containsKey(place)) {
      needed.add(bucket("place " + place));
    } else {
      needed.add(bucket("address " + subscriber));
      if (!onThisMachine) {
        needed.add(bucket("name " + name));
      }
    }
    long wait =
        needed.stream()
            .mapToLong(bucket -> bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill())
            .max()
            .orElse(0);
    if (wait > 0) {
      throw new TooManySignInsException(Duration.ofNanos(wait).toSeconds() + 1);
    }
    needed.forEach(bucket -> bucket.tryConsume(1));
    return new Attempt(place, needed);
  }

  private Bucket bucket(String who) {
    return buckets.computeIfAbsent(
        who,
        any ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, ONE_EVERY))
                .withCustomTimePrecision(time)
                .build());
  }

  private static <V> Map<String, V> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }
}
