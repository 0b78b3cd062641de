package dev.lethe.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * One file of {@code config/vendors/}, read for people: with the comments behind its settings.
 *
 * @param name the vendor's name, which is the file's
 * @param keys what the file sets, in its order
 * @param comments what stands behind a setting on its line
 */
record VendorFile(String name, Map<String, Object> keys, Map<String, String> comments) {
  private static final Pattern COMMENTED = Pattern.compile("(?m)^([a-z-]+):.*?\\s# (.+)$");

  static VendorFile read(Path folder, String name) throws IOException {
    String text = Files.readString(folder.resolve(name + ".yaml"));
    Map<String, Object> keys = new LinkedHashMap<>();
    Map<?, ?> loaded = new Yaml().load(text);
    loaded.forEach((key, value) -> keys.put(key.toString(), value));
    Map<String, String> comments = new TreeMap<>();
    Matcher commented = COMMENTED.matcher(text);
    while (commented.find()) {
      comments.put(commented.group(1), commented.group(2));
    }
    return new VendorFile(name, keys, comments);
  }

  /** The vendor's route; its own name where it names none. */
  String route() {
    return text("route").isEmpty() ? name : text("route");
  }

  /** Whether it takes what it does not set from the file of the vendor whose route it names. */
  boolean inherits() {
    return !route().equals(name);
  }

  String text(String key) {
    Object value = keys.get(key);
    return value == null ? "" : value.toString();
  }

  Map<?, ?> map(String key) {
    return keys.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  List<?> list(String key) {
    return keys.get(key) instanceof List<?> list ? list : List.of();
  }

  String comment(String key) {
    return comments.getOrDefault(key, "");
  }
}
