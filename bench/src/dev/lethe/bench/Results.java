package dev.lethe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one run measured, in the order in which it was measured. */
public final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final List<Figure> figures = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Adds a figure. */
  public void add(Figure figure) {
    figures.add(figure);
  }

  /** Notes that a part did not come to its end. */
  void failed(String part, Exception problem) {
    failures.add(part + ": " + problem);
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The value of a figure, if this run has it. */
  Optional<Double> value(@Nullable String id) {
    return figures.stream().filter(figure -> figure.id().equals(id)).map(Figure::value).findFirst();
  }

  /** A figure's value by that of the one it is held against, if this run has both. */
  Optional<Double> ratio(Figure figure) {
    return value(figure.against()).filter(other -> other > 0).map(other -> figure.value() / other);
  }

  /** Whether the target is reached; empty without a target, or without the yardstick. */
  Optional<Boolean> isReached(Figure figure) {
    Figure.Target target = figure.target();
    if (target == null) {
      return Optional.empty();
    }
    return figure.against() == null
        ? Optional.of(target.isReachedBy(figure.value()))
        : ratio(figure).map(target::isReachedBy);
  }

  /** Writes all of it. */
  void write(Path file, Map<String, Object> machine, int rows) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(machine);
    all.put("rows", rows);
    all.put("figures", figures.stream().map(this::fields).toList());
    all.put("failures", failures);
    Files.writeString(file, JSON.writeValueAsString(all) + "\n");
  }

  private Map<String, @Nullable Object> fields(Figure figure) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", figure.id());
    fields.put("what", figure.what());
    fields.put("rows", figure.rows());
    fields.put("value", figure.value());
    fields.put("unit", figure.unit());
    fields.put("yardstick", figure.against());
    fields.put("yardstick_value", value(figure.against()).orElse(null));
    fields.put("ratio", ratio(figure).orElse(null));
    Figure.Target target = figure.target();
    fields.put("target", target == null ? null : target.bound());
    fields.put("target_is", target == null ? null : target.least() ? "at least" : "at most");
    fields.put("target_of", target == null ? null : figure.against() == null ? "value" : "ratio");
    fields.put("reached", isReached(figure).orElse(null));
    fields.put("note", figure.note());
    return fields;
  }
}
