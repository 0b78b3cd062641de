package dev.lethe.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would read, in its text format. */
final class Scrape {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)(?: \\S+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final String text;
  private final Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
  private final Map<Map<String, String>, Double> values = new HashMap<>();

  Scrape(String text) {
    this.text = text;
    text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(this::read);
  }

  private void read(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no line of a scrape: " + line);
    }
    Map<String, Set<String>> labels =
        metrics.computeIfAbsent(matcher.group(1), name -> new TreeMap<>());
    Map<String, String> key = new HashMap<>(Map.of("__name__", matcher.group(1)));
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
        key.put(label.group(1), label.group(2));
      }
    }
    values.put(key, Double.valueOf(matcher.group(3)));
  }

  String text() {
    return text;
  }

  Set<String> names() {
    return metrics.keySet();
  }

  /** The labels of a metric with the values that they have. */
  Map<String, Set<String>> labels(String metric) {
    return metrics.getOrDefault(metric, Map.of());
  }

  /** The sum over all lines of a metric that have these labels (name, value, …). */
  double sum(String metric, String... labels) {
    return values.entrySet().stream()
        .filter(entry -> metric.equals(entry.getKey().get("__name__")))
        .filter(entry -> has(entry.getKey(), List.of(labels)))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean has(Map<String, String> line, List<String> labels) {
    for (int i = 0; i < labels.size(); i += 2) {
      if (!labels.get(i + 1).equals(line.get(labels.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
