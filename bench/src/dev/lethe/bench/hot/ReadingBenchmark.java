package dev.lethe.bench.hot;

import dev.lethe.request.RequestFile;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A CSV file, from the disk to rows. The unit is a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark {
  private static final int ROWS = 100_000;

  private Path file = Path.of("");

  /** Writes the file. */
  @Setup
  public void write() throws IOException {
    StringBuilder csv = new StringBuilder("vendor,subject\n");
    for (int row = 1; row <= ROWS; row++) {
      csv.append("tencent-im,user-").append(row).append('\n');
    }
    file = Path.of(System.getProperty(HotProgram.FOLDER), "rows.csv");
    Files.writeString(file, csv);
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Looks the file through: its hash, its encoding, its format. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public RequestFile a_row_of_CSV_inspected() throws IOException {
    return RequestFile.inspect(file, null);
  }

  /** Looks it through and reads it, as the intake does. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void a_row_of_CSV_inspected_and_read(Blackhole hole) throws IOException {
    try (RowReader reader = RequestFile.inspect(file, null).open()) {
      for (List<Row> rows = reader.read(1000); !rows.isEmpty(); rows = reader.read(1000)) {
        hole.consume(rows);
      }
    }
  }
}
