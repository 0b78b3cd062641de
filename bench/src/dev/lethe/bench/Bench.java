package dev.lethe.bench;

import dev.lethe.bench.part.BatchPart;
import dev.lethe.bench.part.FlowPart;
import dev.lethe.bench.part.HotPart;
import dev.lethe.bench.part.Installed;
import dev.lethe.bench.part.JarPart;
import dev.lethe.bench.part.LatencyPart;
import dev.lethe.bench.part.PacePart;
import dev.lethe.bench.part.Part;
import dev.lethe.bench.part.PythonPart;
import dev.lethe.bench.part.RestartPart;
import dev.lethe.bench.part.Setting;
import dev.lethe.bench.part.SmallFilesPart;
import dev.lethe.bench.part.StubProcess;
import dev.lethe.bench.part.TenMillionPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the parts one after the other, prints the table, and writes {@code bench/results.json}. */
public final class Bench {
  private final Options options;
  private final Map<String, Part> parts;
  private final Path root = Path.of("").toAbsolutePath();
  private final Path work = root.resolve("target/bench/work");

  private Bench(Options options, Map<String, Part> parts) {
    this.options = options;
    this.parts = parts;
  }

  /** Ends with 0 if every part came to its end, whatever the figures; 1 if not, 2 if misused. */
  public static void main(String[] args) throws Exception {
    Map<String, Part> parts = parts();
    String names = String.join(",", parts.keySet());
    if (List.of(args).contains("--help")) {
      System.out.print(Options.HELP.formatted(names));
      return;
    }
    Options options;
    try {
      options = Options.of(args, List.copyOf(parts.keySet()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.HELP.formatted(names));
      System.exit(2);
      return;
    }
    System.exit(new Bench(options, parts).run() ? 0 : 1);
  }

  // Small files first: a disk with ext4 makes files at a fifth of its speed for minutes after
  // thousands were removed. The yardsticks stand beside the flow, so that they meet the machine in
  // the same mood.
  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("small-files", new SmallFilesPart());
    parts.put("flow", new FlowPart());
    parts.put("jar", new JarPart());
    parts.put("batch", new BatchPart());
    parts.put("python", new PythonPart());
    parts.put("latency", new LatencyPart());
    parts.put("restart", new RestartPart());
    parts.put("pace", new PacePart());
    parts.put("ten-million", new TenMillionPart());
    parts.put("jmh", new HotPart());
    return parts;
  }

  private boolean run() throws Exception {
    remove(work);
    Files.createDirectories(work);
    Results results = new Results();
    Map<String, Object> machine = Machine.describe(root, work);
    try (StubProcess stub = StubProcess.start(root, work)) {
      Installed lethe = Installed.unpack(root, work);
      Setting setting = new Setting(root, work, options.rows(), options.jvm(), lethe, stub);
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (options.only().contains(part.getKey())) {
          run(part.getKey(), part.getValue(), setting, results);
        }
      }
    }
    results.write(root.resolve("bench/results.json"), machine, options.rows());
    Table table = new Table(results, machine);
    System.out.println();
    System.out.print(table.text());
    if (options.docs()) {
      table.writeInto(root.resolve("docs/performance.md"));
    }
    if (!options.keep() && results.failures().isEmpty()) {
      remove(work);
    }
    return results.failures().isEmpty();
  }

  private void run(String name, Part part, Setting setting, Results results) throws Exception {
    int before = results.figures().size();
    try {
      part.run(setting, results);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      results.failed(name, e);
      System.err.println(name + " did not come to its end, see target/bench/work: " + e);
    }
    results.figures().stream()
        .skip(before)
        .forEach(
            figure ->
                System.out.println(
                    figure.what() + ": " + Table.number(figure.value()) + " " + figure.unit()));
    // What went wrong is in the logs of the homes.
    if (!options.keep() && results.failures().isEmpty()) {
      setting.removeHomes();
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
