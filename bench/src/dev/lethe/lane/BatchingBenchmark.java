package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 800 claimed rows into batches of 100. The unit is a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchingBenchmark {
  private static final int CLAIMED = 800;

  private final List<DueItem> items =
      IntStream.rangeClosed(1, CLAIMED)
          .mapToObj(row -> new DueItem(row, "user-" + row, false, DueItem.Progress.NONE))
          .toList();

  private final Batcher batcher =
      new Batcher(new Vendor.BatchLimits(100, 0, 100), () -> true, () -> "batch");

  /** Cuts them. */
  @Benchmark
  @OperationsPerInvocation(CLAIMED)
  public List<Batch> a_row_put_into_a_batch() {
    return batcher.batches(items, false);
  }
}
