package dev.lethe.settings;

import dev.lethe.vendor.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.ConfigurableEnvironment;

/** Tells a wrong setting from a right one, and says where it stands. */
public final class SettingChecks {
  // Other parts of Lethe read these below "lethe." besides LetheSettings.
  private static final Set<String> OTHER_ENGINE_KEYS = Set.of("vendors", "sandbox");

  private SettingChecks() {}

  /** Binds a prefix, and turns what is wrong into one line. */
  static <T> T bind(Binder binder, String prefix, Bindable<T> type) {
    try {
      return binder.bindOrCreate(prefix, type);
    } catch (BindException e) {
      throw explain(e);
    }
  }

  /** What is wrong with a setting that cannot be bound. */
  public static SettingsException explain(BindException problem) {
    ConfigurationProperty property = problem.getProperty();
    Throwable root = problem;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (property == null) {
      return new SettingsException(
          problem.getName().toString(), Problems.oneLine(root) + ".", "Mend that setting.");
    }
    String key = property.getName().toString();
    String place = VendorKeys.place(property.getOrigin(), key);
    String shown =
        key.matches(".*(secret|token|key|password|sk)$")
            ? "its value"
            : "'" + property.getValue() + "'";
    return new SettingsException(
        place.equals(key) ? key : place + " (" + key + ")",
        shown + " does not fit: " + Problems.oneLine(root) + ".",
        "Durations are written 200ms, 5s or 2h; numbers without a unit.");
  }

  /** The text of one key, empty where it is not set. */
  static String text(Binder binder, String key) {
    return bind(binder, key, Bindable.of(String.class).withSuppliedValue(() -> ""));
  }

  /** Refuses keys below {@code lethe.} that mean nothing. */
  static void unknownEngineKeys(ConfigurableEnvironment environment) {
    refuseUnknown(environment, "lethe.", LetheSettings.class, OTHER_ENGINE_KEYS);
  }

  /** Refuses keys of a vendor that mean nothing. */
  static void unknownVendorKeys(
      ConfigurableEnvironment environment, String prefix, VendorProperties properties) {
    refuseUnknown(environment, prefix, VendorProperties.class, properties.parameters().keySet());
  }

  private static void refuseUnknown(
      ConfigurableEnvironment environment, String prefix, Class<?> settings, Set<String> others) {
    VendorKeys.under(environment, prefix)
        .forEach(
            (key, place) -> {
              String first = KnownKeys.first(key);
              if (!others.contains(first)) {
                KnownKeys.unknown(key, settings)
                    .ifPresent(
                        wrong -> {
                          throw new SettingsException(
                              place.contains(prefix) ? place : place + " (" + prefix + key + ")",
                              "there is no setting '" + wrong.word() + "'.",
                              "Did you mean '" + nearest(wrong.word(), wrong, others) + "'?");
                        });
              }
            });
  }

  /** Refuses numbers that cannot be. */
  static void limits(
      ConfigurableEnvironment environment, String prefix, VendorProperties properties) {
    Map<String, String> places = VendorKeys.under(environment, prefix);
    require(properties.batchSize() >= 1, places, prefix, "batch-size", "must be 1 or more");
    require(properties.rate() > 0, places, prefix, "rate", "must be above 0 calls per second");
    require(properties.concurrency() >= 1, places, prefix, "concurrency", "must be 1 or more");
    require(properties.maxAttempts() >= 1, places, prefix, "max-attempts", "must be 1 or more");
    require(!properties.linger().isNegative(), places, prefix, "linger", "must not be negative");
    Duration timeout = properties.timeout();
    require(
        !timeout.isNegative() && !timeout.isZero(), places, prefix, "timeout", "must be above 0");
  }

  private static void require(
      boolean fine, Map<String, String> places, String prefix, String key, String rule) {
    if (!fine) {
      throw new SettingsException(
          places.getOrDefault(key, prefix + key) + " (" + key + ")",
          "it " + rule + ".",
          "Mend it.");
    }
  }

  /** A backoff out of a setting, with the usual one for what is not set. */
  static Backoff backoff(String prefix, VendorProperties.Range set, Backoff usual) {
    Duration initial = set.initialOr(usual.initial());
    Duration max = set.maxOr(usual.max().compareTo(initial) < 0 ? initial : usual.max());
    try {
      return new Backoff(initial, max);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(prefix, Problems.oneLine(e) + ".", "Mend initial or max.");
    }
  }

  private static String nearest(String word, KnownKeys.Unknown wrong, Set<String> others) {
    Stream<String> known =
        wrong.atTop()
            ? Stream.concat(wrong.known().stream(), others.stream())
            : wrong.known().stream();
    return known.min(Comparator.comparingInt(one -> distance(word, one))).orElse("");
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
