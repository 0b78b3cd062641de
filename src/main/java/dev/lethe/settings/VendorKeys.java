package dev.lethe.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Which {@code lethe.…} keys are set, and where. */
final class VendorKeys {

  private VendorKeys() {}

  /** Names of all vendors that any source mentions. */
  static Set<String> names(ConfigurableEnvironment environment) {
    Set<String> names = new TreeSet<>();
    for (String key : under(environment, VendorFiles.PREFIX).keySet()) {
      names.add(key.split("[.\\[]", 2)[0]);
    }
    return names;
  }

  /**
   * Keys below a prefix, without it, with the place where each is set: a file and line, or the name
   * of the source. The process environment is left out: its names cannot be told apart from keys.
   */
  static Map<String, String> under(ConfigurableEnvironment environment, String prefix) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable
          && !source
              .getName()
              .contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
        Arrays.stream(enumerable.getPropertyNames())
            .filter(name -> name.startsWith(prefix))
            .forEach(
                name -> keys.putIfAbsent(name.substring(prefix.length()), place(source, name)));
      }
    }
    return keys;
  }

  private static String place(PropertySource<?> source, String name) {
    Origin origin = OriginLookup.getOrigin(source, name);
    return origin == null ? placeOfSource(source.getName(), name) : place(origin, name);
  }

  /** Where a value comes from: {@code config/vendors/tencent-im.yaml:12}, or the key itself. */
  static String place(@Nullable Origin origin, String key) {
    if (origin instanceof TextResourceOrigin text
        && text.getResource() != null
        && text.getLocation() != null) {
      return Problems.path(text.getResource()) + ":" + (text.getLocation().getLine() + 1);
    }
    if (origin instanceof PropertySourceOrigin wrapped && wrapped.getOrigin() != null) {
      return place(wrapped.getOrigin(), key);
    }
    return origin == null ? key : placeOfSource(origin.toString(), key);
  }

  private static String placeOfSource(String source, String key) {
    return source.contains("commandLineArgs") ? "--" + key : key;
  }
}
