package dev.lethe.bench.hot;

import dev.lethe.vendor.tencent.UserSig;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Warmup;

/** Tencent's UserSig, which is made once for many calls. The unit is a signature. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  /** Signs. */
  @Benchmark
  public String a_UserSig() {
    return UserSig.sign(
        1400000000L, "administrator", "no-secret-of-anybody", NOW, Duration.ofHours(24));
  }
}
