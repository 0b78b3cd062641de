package dev.lethe.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.LetheApplication;
import dev.lethe.health.Health;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.operate.Operations;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole of Lethe inside the test, with simulated vendors and a home of its own. */
final class RunningLethe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path home;
  private final ConfigurableApplicationContext context;

  private RunningLethe(Path home, ConfigurableApplicationContext context) {
    this.home = home;
    this.context = context;
  }

  /** Starts it with the sandbox's vendors and quick retries; arguments as on the command line. */
  static RunningLethe start(Path home, String... arguments) {
    Map<String, String> args = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "--spring.profiles.active=sandbox",
                // Its thread would outlive the context, and keep it.
                "--camel.main.run-controller=false",
                "--lethe.home=" + home,
                "--lethe.vendors.tencent-im.rate=2000",
                "--lethe.vendors.tencent-im.linger=20ms",
                "--lethe.vendors.tencent-im.timeout=2s",
                "--lethe.vendors.tencent-im.backoff.initial=20ms",
                "--lethe.vendors.tencent-im.backoff.max=200ms",
                "--lethe.vendors.tencent-im.probe.initial=100ms",
                "--lethe.vendors.tencent-im.probe.max=300ms",
                "--lethe.safety.max-items-per-request=1000000"),
            Stream.concat(
                Stream.of("yunke", "digelao", "sf-express", "longlonglong")
                    .flatMap(RunningLethe::quick),
                Stream.of(arguments)))
        .forEach(arg -> args.put(arg.substring(0, arg.indexOf('=')), arg));
    return new RunningLethe(
        home,
        new SpringApplicationBuilder(LetheApplication.class)
            .run(args.values().toArray(String[]::new)));
  }

  private static Stream<String> quick(String vendor) {
    String prefix = "--lethe.vendors." + vendor + ".";
    return Stream.of(
        prefix + "rate=1000",
        prefix + "concurrency=4",
        prefix + "linger=20ms",
        prefix + "timeout=2s",
        prefix + "backoff.initial=20ms",
        prefix + "backoff.max=200ms",
        prefix + "probe.initial=100ms",
        prefix + "probe.max=300ms");
  }

  Path home() {
    return home;
  }

  TencentImSimulator tencent() {
    return context.getBean(TencentImSimulator.class);
  }

  /** A simulated vendor by its bean's name. */
  <T> T vendor(String bean, Class<T> type) {
    return context.getBean(bean, type);
  }

  /** All meters with their tags, as text. */
  List<String> meters() {
    return context.getBean(MeterRegistry.class).getMeters().stream()
        .map(meter -> meter.getId().toString())
        .toList();
  }

  /** The sum of all gauges of a name that have a tag. */
  double gauge(String name, String tag, String value) {
    return context.getBean(MeterRegistry.class).find(name).tag(tag, value).gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  /** A gauge that has no tags. */
  double gauge(String name) {
    return context.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  /** A part of it that there is once. */
  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  CamelContext camel() {
    return context.getBean(CamelContext.class);
  }

  Ledger ledger() {
    return context.getBean(Ledger.class);
  }

  Operations operations() {
    return context.getBean(Operations.class);
  }

  Lanes lanes() {
    return context.getBean(Lanes.class);
  }

  Health health() {
    return context.getBean(Health.class);
  }

  /** Drops a file in one move. */
  void drop(String name, byte[] content) {
    try {
      Path target = home.resolve("inbox").resolve(name);
      Files.createDirectories(target.getParent());
      Path interim = Files.write(home.resolve("dropping-" + System.nanoTime()), content);
      Files.move(interim, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void drop(String name, String content) {
    drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for the outcomes of the request whose file name has this stem. */
  List<NamedCsvRecord> outcomes(String stem) {
    return csv(awaitFile("outbox", stem + "-", ".outcomes.csv"));
  }

  JsonNode receipt(String stem) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(awaitFile("outbox", stem + "-", ".receipt.json")));
  }

  List<NamedCsvRecord> deadLetter(String stem) {
    return csv(awaitFile("dead-letter", stem + "-", ".csv"));
  }

  boolean hasDeadLetter(String stem) {
    return !files("dead-letter", stem + "-", ".csv").isEmpty();
  }

  /** Waits until a file is in a folder below the home. */
  Path awaitFile(String folder, String stem, String ending) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> files(folder, stem, ending), found -> !found.isEmpty())
        .get(0);
  }

  /** Waits until nothing is left in the inbox itself. */
  void awaitEmptyInbox() {
    await().atMost(PATIENCE).until(() -> files("inbox", "", ".csv").isEmpty());
  }

  RequestRecord request(String stem) {
    return ledger().requests(1000).stream()
        .filter(request -> request.id().startsWith(stem + "-"))
        .findFirst()
        .orElseThrow();
  }

  Balance balance(String stem) {
    return ledger().balance(request(stem).no());
  }

  private List<Path> files(String folder, String stem, String ending) {
    Path path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> file.getFileName().toString().startsWith(stem))
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<NamedCsvRecord> csv(Path file) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
