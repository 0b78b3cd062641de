package dev.lethe.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which keys a record of settings knows, down to its innermost parts. */
final class KnownKeys {

  private KnownKeys() {}

  /**
   * A part of a key that means nothing.
   *
   * @param word the part
   * @param known what could stand in its place
   * @param atTop whether it is the first part of the key
   */
  record Unknown(String word, Set<String> known, boolean atTop) {}

  /** The first part of a key. */
  static String first(String key) {
    return key.split("[.\\[]", 2)[0];
  }

  /**
   * The first part of a key that means nothing to these settings.
   *
   * @param key {@code backoff.initial}, {@code codes[3].verdict}
   */
  static Optional<Unknown> unknown(String key, Class<?> settings) {
    List<String> words = Arrays.asList(key.replaceAll("\\[[^\\]]*\\]", "").split("\\."));
    Type type = settings;
    for (int i = 0; i < words.size(); i++) {
      if (type instanceof Class<?> record && record.isRecord()) {
        Map<String, Type> parts = parts(record);
        String word = kebab(words.get(i));
        if (!parts.containsKey(word)) {
          return Optional.of(new Unknown(words.get(i), new TreeSet<>(parts.keySet()), i == 0));
        }
        type = inside(parts.get(word));
      } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
        type = map.getActualTypeArguments()[1];
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Type inside(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? list.getActualTypeArguments()[0]
        : type;
  }

  private static Map<String, Type> parts(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .collect(Collectors.toMap(part -> kebab(part.getName()), RecordComponent::getGenericType));
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
