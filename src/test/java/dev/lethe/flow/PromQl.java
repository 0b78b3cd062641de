package dev.lethe.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression names, as far as it can be told without a parser: identifiers that are
 * no function, keyword or label are metrics; what stands in braces after one are its labels; what
 * stands behind {@code by} or {@code without} are labels of all of them.
 */
final class PromQl {
  private static final Set<String> KEYWORDS =
      Set.of(
          "by",
          "without",
          "and",
          "or",
          "unless",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "bool",
          "offset");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*\\]|\\$\\w+|[a-zA-Z_:][a-zA-Z0-9_:]*"
              + "|[0-9.]+[a-z]*|=~|!~|!=|==|[^\\s]");

  /** A label that an expression wants of a metric; the value is null if any will do. */
  record Wanted(String metric, String label, String value) {}

  private final List<String> tokens = new ArrayList<>();
  private final Set<String> metrics = new TreeSet<>();
  private final List<Wanted> labels = new ArrayList<>();
  private final Set<String> grouped = new TreeSet<>();

  private PromQl(String expression) {
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    int at = 0;
    while (at < tokens.size()) {
      at = read(at);
    }
    for (String metric : metrics) {
      grouped.forEach(label -> labels.add(new Wanted(metric, label, "")));
    }
  }

  static PromQl of(String expression) {
    return new PromQl(expression);
  }

  Set<String> metrics() {
    return metrics;
  }

  List<Wanted> labels() {
    return labels;
  }

  private int read(int at) {
    String token = tokens.get(at);
    if (!token.matches("[a-zA-Z_:].*")) {
      return at + 1;
    }
    String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    if (token.equals("by") || token.equals("without") || token.equals("on")) {
      int end = tokens.subList(at, tokens.size()).indexOf(")") + at;
      tokens.subList(at + 2, end).stream().filter(t -> !t.equals(",")).forEach(grouped::add);
      return end + 1;
    }
    if (KEYWORDS.contains(token) || next.equals("(")) {
      return at + 1;
    }
    boolean aggregation = next.equals("by") || next.equals("without");
    if (aggregation) {
      return at + 1;
    }
    metrics.add(token);
    return next.equals("{") ? matchers(token, at + 2) : at + 1;
  }

  private int matchers(String metric, int from) {
    int at = from;
    while (!tokens.get(at).equals("}")) {
      if (tokens.get(at).equals(",")) {
        at++;
      } else {
        String value = tokens.get(at + 2).replaceAll("^\"|\"$", "");
        labels.add(new Wanted(metric, tokens.get(at), tokens.get(at + 1).equals("=") ? value : ""));
        at += 3;
      }
    }
    return at + 1;
  }
}
