package dev.lethe.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file, whose values can be asked for their lines.
 *
 * @param data its content
 * @param root the same with places
 */
record YamlText(JsonNode data, @Nullable Node root) {

  /**
   * Reads one.
   *
   * @param text its content
   * @throws YAMLException if it is no YAML
   */
  static YamlText of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object data = new Yaml(new SafeConstructor(options)).load(text);
    return new YamlText(
        new ObjectMapper().valueToTree(data), new Yaml().compose(new StringReader(text)));
  }

  /** A file's text; what keeps it from being read is said as of a file that is no YAML. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new YAMLException("it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** What is wrong with a file that is no YAML. */
  static Remark broken(Path file, YAMLException problem) {
    if (problem instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return Remark.error(
          file.toString(),
          marked.getProblemMark().getLine() + 1,
          "it is not YAML: " + marked.getProblem() + ". Mend that line.");
    }
    return Remark.error(
        file.toString(), null, String.valueOf(problem.getMessage()).replaceAll("\\s+", " "));
  }

  /**
   * The line of a value, or that of the nearest one around it.
   *
   * @param steps keys and indexes from the root on
   * @return counts from 1
   */
  int line(List<String> steps) {
    Node node = root;
    int line = node == null ? 1 : lineOf(node);
    for (String step : steps) {
      node = node == null ? null : child(node, step);
      if (node == null) {
        return line;
      }
      line = lineOf(node);
    }
    return line;
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static @Nullable Node child(Node node, String step) {
    if (node instanceof SequenceNode list && step.matches("\\d+")) {
      int index = Integer.parseInt(step);
      return index < list.getValue().size() ? list.getValue().get(index) : null;
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step)) {
          return entry.getValueNode();
        }
      }
    }
    return null;
  }
}
