package dev.lethe.vendor;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A vendor's own parameters. Their text never shows a value. */
public final class Parameters {
  private final Map<String, String> values;
  private final Set<String> secrets;

  /**
   * Parameters by name.
   *
   * @param secrets names of those that must never be shown
   */
  public Parameters(Map<String, String> values, Set<String> secrets) {
    this.values = new LinkedHashMap<>(values);
    this.secrets = Set.copyOf(secrets);
  }

  /** The values that must never be shown, for whoever scrubs them. */
  public Set<String> secretValues() {
    return values.entrySet().stream()
        .filter(entry -> secrets.contains(entry.getKey()) && !entry.getValue().isEmpty())
        .map(Map.Entry::getValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<String, Object> view(String vendor, String route) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("name", vendor);
    all.put("route", route);
    return new SilentMap(all);
  }

  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }

  /** A map whose text shows its keys only: exchanges that hold it end up in messages. */
  private static final class SilentMap extends AbstractMap<String, Object> {
    private final Map<String, Object> entries;

    SilentMap(Map<String, Object> entries) {
      this.entries = Map.copyOf(entries);
    }

    @Override
    public @Nullable Object get(Object key) {
      return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return entries.entrySet();
    }

    @Override
    public String toString() {
      return "vendor" + keySet();
    }
  }
}
