package dev.lethe.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.YAMLException;

/** Holds the files of vendors to their schema, and their code tables to their rules. */
final class VendorFileCheck {
  private final Path folder;

  /** Those of a config folder. */
  VendorFileCheck(Path config) {
    this.folder = config.resolve("vendors");
  }

  List<Remark> remarks() {
    SchemaCheck schema = SchemaCheck.ofVendors();
    List<Remark> remarks = new ArrayList<>();
    for (Path file : files(remarks)) {
      try {
        YamlText yaml = YamlText.of(YamlText.read(file));
        remarks.addAll(schema.check(file, yaml));
        codes(file, yaml, remarks);
      } catch (YAMLException e) {
        remarks.add(YamlText.broken(file, e));
      }
    }
    return remarks;
  }

  private List<Path> files(List<Remark> remarks) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      remarks.add(
          Remark.error(
              folder.toString(),
              null,
              "cannot be read (" + e.getClass().getSimpleName() + "). Check who may read it."));
      return List.of();
    }
  }

  // Of two rows for one code the later would win without a word.
  private static void codes(Path file, YamlText yaml, List<Remark> remarks) {
    Map<String, Integer> lines = new HashMap<>();
    JsonNode codes = yaml.data().path("codes");
    for (int at = 0; at < codes.size(); at++) {
      int line = yaml.line(List.of("codes", String.valueOf(at)));
      String code = codes.path(at).path("code").asText();
      Integer before = lines.put(code, line);
      if (before != null) {
        remarks.add(
            Remark.error(
                file.toString(),
                line,
                "code '" + code + "' has a row in line " + before + " already. Take one out."));
      }
    }
    boolean ofAnother = codes.isMissingNode() && yaml.data().has("route");
    if (!ofAnother && !lines.containsKey("*")) {
      remarks.add(
          new Remark(
              "NOTE",
              file.toString(),
              codes.isMissingNode() ? null : yaml.line(List.of("codes")),
              "no row for '*': a code that is not listed leaves its rows UNKNOWN. Say what it means"
                  + " with a row of the code '*'."));
    }
  }
}
