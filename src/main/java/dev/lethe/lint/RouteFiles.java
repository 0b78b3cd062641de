package dev.lethe.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.YAMLException;

/** The route files of a folder: whether they are Camel's YAML, and which routes are in them. */
final class RouteFiles {
  private final Map<String, Path> ids = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final List<Remark> remarks = new ArrayList<>();

  /** Reads all of them. */
  RouteFiles(Path folder) {
    List<Path> files = files(folder);
    SchemaCheck schema = files.isEmpty() ? null : SchemaCheck.ofRoutes();
    for (Path file : files) {
      try {
        // Camel fills placeholders in before it reads numbers; the schema wants the numbers.
        String text =
            YamlText.read(file)
                .replaceAll("\"\\{\\{[^}\\n]*}}\"", "1")
                .replaceAll("\\{\\{[^}\\n]*}}", "1");
        YamlText yaml = YamlText.of(text);
        if (schema != null) {
          remarks.addAll(schema.check(file, yaml));
        }
        takeIn(file, yaml);
      } catch (YAMLException e) {
        remarks.add(YamlText.broken(file, e));
      }
    }
  }

  private List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
    } catch (IOException e) {
      remarks.add(
          Remark.error(
              folder.toString(),
              null,
              "the folder of routes cannot be read ("
                  + e.getClass().getSimpleName()
                  + ")."
                  + " Run this in the folder that holds config/ and routes/, or set lethe.routes."));
      return List.of();
    }
  }

  private void takeIn(Path file, YamlText yaml) {
    for (int at = 0; at < yaml.data().size(); at++) {
      JsonNode route = yaml.data().path(at).path("route");
      JsonNode from =
          route.isMissingNode() ? yaml.data().path(at).path("from") : route.path("from");
      if (from.isMissingNode()) {
        continue;
      }
      String id = route.path("id").asText(from.path("id").asText(""));
      Path other = id.isEmpty() ? null : ids.put(id, file);
      if (other != null) {
        remarks.add(
            Remark.error(
                file.toString(),
                yaml.line(List.of(String.valueOf(at))),
                "a route '" + id + "' is in " + other + " already. Give one of them another id."));
      }
      beginnings.add(beginning(from));
    }
  }

  // Both ways to write it: "direct:name", and "direct" with the name among the parameters.
  private static String beginning(JsonNode from) {
    String uri = from.path("uri").asText("").replace("://", ":").replaceFirst("\\?.*$", "");
    String name = from.path("parameters").path("name").asText("");
    return uri.contains(":") || name.isEmpty() ? uri : uri + ":" + name;
  }

  boolean hasId(String id) {
    return ids.containsKey(id);
  }

  boolean begins(String address) {
    return beginnings.contains(address);
  }

  List<Remark> remarks() {
    return List.copyOf(remarks);
  }
}
