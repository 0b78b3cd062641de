package dev.lethe.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;
import dev.lethe.bench.hot.HotProgram;
import java.nio.file.Path;
import java.util.Locale;

/** The pieces that every row passes, one at a time, by JMH. */
public final class HotPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path found = setting.work().resolve("jmh.json");
    Programs.seconds(
        setting,
        Programs.java(
            setting.root(), HotProgram.class, found.toString(), setting.home("jmh").toString()),
        setting.work().resolve("jmh.log"));
    for (JsonNode benchmark : new ObjectMapper().readTree(found.toFile())) {
      String name = benchmark.get("benchmark").asText();
      String piece = name.substring(name.lastIndexOf('.') + 1).replace('_', ' ');
      String id = "jmh-" + piece.replace(' ', '-').toLowerCase(Locale.ROOT);
      double micros = benchmark.at("/primaryMetric/score").asDouble();
      double error = benchmark.at("/primaryMetric/scoreError").asDouble();
      double bytes = benchmark.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble();
      results.add(
          Figure.of(id, "JMH: " + piece, 1, micros, "µs")
              .noting("± %.2f µs, %,.0f bytes allocated".formatted(error, bytes)));
    }
  }
}
