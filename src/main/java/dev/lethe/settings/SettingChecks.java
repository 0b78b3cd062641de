package dev.lethe.settings;

import dev.lethe.vendor.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.ConfigurableEnvironment;

/** Tells a wrong setting from a right one, and says where it stands. */
public final class SettingChecks {
  // Other parts of Lethe read these below "lethe." besides LetheSettings.
  private static final Set<String> OTHER_ENGINE_KEYS = Set.of("vendors", "sandbox", "sources");

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
    refuseUnknown(environment, "lethe.", new KnownKeys(LetheSettings.class, OTHER_ENGINE_KEYS));
  }

  /** Refuses keys of a vendor that mean nothing. */
  static void unknownVendorKeys(
      ConfigurableEnvironment environment, String prefix, VendorProperties properties) {
    Set<String> parameters = properties.parameters().keySet();
    refuseUnknown(environment, prefix, new KnownKeys(VendorProperties.class, parameters));
  }

  /** Refuses keys of a source that mean nothing. */
  static void unknownSourceKeys(ConfigurableEnvironment environment, String prefix) {
    refuseUnknown(environment, prefix, new KnownKeys(SourceProperties.class, Set.of()));
  }

  private static void refuseUnknown(
      ConfigurableEnvironment environment, String prefix, KnownKeys known) {
    VendorKeys.under(environment, prefix)
        .forEach(
            (key, place) ->
                known
                    .unknown(key)
                    .ifPresent(
                        unknown -> {
                          throw new SettingsException(
                              place.contains(prefix) ? place : place + " (" + prefix + key + ")",
                              "there is no setting '" + unknown.name() + "'.",
                              "Did you mean '" + unknown.nearest() + "'?");
                        }));
  }

  /** Refuses a value that the vendor's own parameter cannot have; never shows a secret one. */
  static void parameter(String key, VendorProperties.Parameter parameter, String value) {
    if (parameter.pattern() != null
        && !value.isEmpty()
        && !parameter.pattern().matcher(value).matches()) {
      throw new SettingsException(
          key,
          (parameter.secret() ? "its value" : "'" + value + "'") + " does not fit:",
          "it must be "
              + (parameter.patternSays() == null ? parameter.pattern() : parameter.patternSays())
              + ".");
    }
  }

  /** Refuses numbers that cannot be. */
  static void limits(
      ConfigurableEnvironment environment, String prefix, VendorProperties properties) {
    Map<String, String> places = VendorKeys.under(environment, prefix);
    require(properties.batchSize() >= 1, places, prefix, "batch-size", "must be 1 or more");
    require(
        properties.batchCharacters() >= 0, places, prefix, "batch-characters", "must be 0 or more");
    require(
        properties.verifyBatchSize() >= 0,
        places,
        prefix,
        "verify-batch-size",
        "must be 0 or more");
    require(properties.rate() > 0, places, prefix, "rate", "must be above 0 calls per second");
    require(properties.concurrency() >= 1, places, prefix, "concurrency", "must be 1 or more");
    require(properties.maxAttempts() >= 1, places, prefix, "max-attempts", "must be 1 or more");
    require(!properties.linger().isNegative(), places, prefix, "linger", "must not be negative");
    above0(properties.timeout(), places, prefix, "timeout");
    above0(properties.timeouts().connect(), places, prefix, "connect-timeout");
    above0(properties.timeouts().total(), places, prefix, "total-timeout");
    above0(properties.retryAfterMax(), places, prefix, "retry-after-max");
    VendorProperties.Breaker breaker = properties.breaker();
    require(breaker.failures() >= 1, places, prefix, "breaker.failures", "must be 1 or more");
    require(
        breaker.window() == 0 || breaker.window() >= breaker.failures(),
        places,
        prefix,
        "breaker.window",
        "must be 0, or breaker.failures or more");
  }

  private static void above0(
      Duration duration, Map<String, String> places, String prefix, String key) {
    require(!duration.isNegative() && !duration.isZero(), places, prefix, key, "must be above 0");
  }

  /** Refuses caps that cannot be. */
  static void caps(
      ConfigurableEnvironment environment, String prefix, VendorProperties properties) {
    Map<String, String> places = VendorKeys.under(environment, prefix);
    Long perDay = properties.maxItemsPerDay();
    require(
        perDay == null || perDay >= 0, places, prefix, "max-items-per-day", "must be 0 or more");
    Double share = properties.maxShare();
    require(
        share == null || (share >= 0 && share <= 1),
        places,
        prefix,
        "max-share",
        "must be from 0 to 1");
  }

  /** Refuses caps of the engine that cannot be. */
  static void caps(ConfigurableEnvironment environment, LetheSettings.Safety safety) {
    String prefix = "lethe.safety.";
    Map<String, String> places = VendorKeys.under(environment, prefix);
    Long perDay = safety.maxItemsPerDay();
    require(
        safety.maxItemsPerRequest() >= 0,
        places,
        prefix,
        "max-items-per-request",
        "must be 0 or more");
    require(
        perDay == null || perDay >= 0, places, prefix, "max-items-per-day", "must be 0 or more");
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
}
