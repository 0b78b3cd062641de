package dev.lethe.bench.stub;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** When calls came, in microseconds since 1970. Not safe for several threads. */
final class Calls {
  static final long SECOND = 1_000_000;

  private long[] at = new long[1 << 14];
  private int count;
  private long items;
  private long lastReply;

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  void called(long micros) {
    if (count == at.length) {
      at = Arrays.copyOf(at, count * 2);
    }
    at[count++] = micros;
  }

  void carried(int some) {
    items += some;
  }

  void replied(long micros) {
    lastReply = micros;
  }

  int count() {
    return count;
  }

  long items() {
    return items;
  }

  /** 0 before the first call. */
  long first() {
    return count == 0 ? 0 : at[0];
  }

  /** 0 before the first call. */
  long last() {
    return count == 0 ? 0 : at[count - 1];
  }

  /** 0 before the first reply. */
  long lastReply() {
    return lastReply;
  }

  /** How many calls came so soon after the first, itself included. */
  int within(long micros) {
    int within = 0;
    while (within < count && at[within] - at[0] < micros) {
      within++;
    }
    return within;
  }

  /** The most calls in any second, wherever that second begins. */
  int mostInASecond() {
    int most = 0;
    int from = 0;
    for (int to = 0; to < count; to++) {
      while (at[to] - at[from] >= SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
