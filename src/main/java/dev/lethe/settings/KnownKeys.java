package dev.lethe.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which keys can be set below a prefix, however deep: those of the records that they fill. */
final class KnownKeys {
  private final Class<?> root;
  private final Set<String> others;

  /**
   * The keys of a record.
   *
   * @param others further keys beside the record's own, whatever stands below them
   */
  KnownKeys(Class<?> root, Set<String> others) {
    this.root = root;
    this.others = others;
  }

  /**
   * A key that means nothing.
   *
   * @param name the part of the key that is wrong
   * @param nearest what was probably meant
   */
  record Unknown(String name, String nearest) {}

  /** What is wrong with a key ({@code backoff.inital}, {@code codes[3].verdit}), if anything. */
  Optional<Unknown> unknown(String key) {
    Type type = root;
    for (String name : key.split("\\.|(?=\\[)", -1)) {
      if (type instanceof ParameterizedType list) {
        type = last(list.getActualTypeArguments());
        continue;
      }
      if (!(type instanceof Class<?> leaf) || !leaf.isRecord()) {
        return Optional.empty();
      }
      Map<String, Type> known = components(leaf);
      Type next = known.get(kebab(name));
      if (next == null) {
        return unknown(name, known.keySet(), leaf.equals(root) ? others : Set.of());
      }
      type = next;
    }
    return Optional.empty();
  }

  private static Optional<Unknown> unknown(String name, Set<String> known, Set<String> others) {
    if (others.contains(name)) {
      return Optional.empty();
    }
    Set<String> all = new TreeSet<>(known);
    all.addAll(others);
    return Optional.of(new Unknown(name, nearest(name, all)));
  }

  // Of a list its elements, of a map its values.
  private static @Nullable Type last(Type[] arguments) {
    return arguments.length == 0 ? null : arguments[arguments.length - 1];
  }

  private static Map<String, Type> components(Class<?> type) {
    Map<String, Type> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(kebab(component.getName()), component.getGenericType());
    }
    return components;
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String nearest(String word, Set<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .orElse("");
  }

  // Levenshtein's distance, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
