package dev.lethe.bench.hot;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks, each in a process of its own.
 *
 * <p>Arguments: where the results go (JSON), a folder for ledgers and files on the disk that is
 * measured, and perhaps a regular expression that says which.
 */
public final class HotProgram {
  /** The folder's system property in the benchmarks' processes. */
  static final String FOLDER = "lethe.bench.folder";

  private HotProgram() {}

  /** Runs them. */
  public static void main(String[] args) throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(args.length > 2 ? args[2] : "dev\\.lethe\\..*Benchmark")
                .forks(1)
                .jvmArgs(
                    "-Xmx256m",
                    "-D" + FOLDER + "=" + args[1],
                    "-Dlogback.configurationFile="
                        + System.getProperty("logback.configurationFile"))
                .timeUnit(TimeUnit.MICROSECONDS)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(args[0])
                .build())
        .run();
  }
}
