package dev.lethe.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Makes the plans of sources out of the settings, or says which one is no good. */
public final class SourceBinder {
  /** Before each source's name. */
  public static final String PREFIX = "lethe.sources.";

  private final ConfigurableEnvironment environment;
  private final Binder binder;

  /** Reads settings out of an environment. */
  public SourceBinder(ConfigurableEnvironment environment) {
    this.environment = environment;
    this.binder = Binder.get(environment);
  }

  /**
   * The sources that are on, by name.
   *
   * @throws SettingsException at the first setting that is no good
   */
  public List<SourcePlan> bind() {
    Set<String> names = new TreeSet<>();
    for (String key : VendorKeys.under(environment, PREFIX).keySet()) {
      names.add(key.split("[.\\[]", 2)[0]);
    }
    List<SourcePlan> plans = new ArrayList<>();
    for (String name : names) {
      String prefix = PREFIX + name;
      SettingChecks.unknownSourceKeys(environment, prefix + ".");
      SourceProperties set =
          SettingChecks.bind(binder, prefix, Bindable.of(SourceProperties.class));
      if (set.enabled()) {
        plans.add(plan(name, prefix, set));
      }
    }
    return List.copyOf(plans);
  }

  private static SourcePlan plan(String name, String prefix, SourceProperties set) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new SettingsException(
          prefix,
          "a source cannot be called '" + name + "': its name is part of file names.",
          "Use up to 40 small letters, digits and dashes.");
    }
    require(prefix + ".url", set.url(), "the JDBC address of the database");
    require(prefix + ".query", set.query(), "the SELECT that gives the due rows");
    require(prefix + ".mark", set.mark(), "the UPDATE that marks a row with its request");
    require(prefix + ".marked", set.marked(), "the SELECT that counts the rows of a request");
    require(prefix + ".cron", set.cron(), "when it is read, 0 0 2 * * ? for example, or none");
    if (set.url().toLowerCase(Locale.ROOT).contains("password=")
        || set.url().matches(".*//.*@.*")) {
      throw new SettingsException(
          prefix + ".url",
          "there is a password or a user in the address, which shows in logs.",
          "Set " + prefix + ".user and " + prefix + ".password instead.");
    }
    positive(prefix + ".poll", set.poll());
    positive(prefix + ".timeout", set.timeout());
    Schedules.cron(prefix + ".cron", set.cron());
    return new SourcePlan(name, Schedules.zone(prefix + ".time-zone", set.timeZone()), set);
  }

  private static void require(String key, String value, String what) {
    if (value.isBlank()) {
      throw new SettingsException(
          key, "it is not set.", "Set it: " + what + ". See docs/sources.md.");
    }
  }

  private static void positive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new SettingsException(key, "it must be above 0.", "Mend it.");
    }
  }
}
