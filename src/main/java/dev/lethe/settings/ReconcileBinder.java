package dev.lethe.settings;

import dev.lethe.settings.ReconcilePlan.OfVendor;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Makes the plan of reconciliation out of the settings, or says which one is no good. */
public final class ReconcileBinder {
  private static final String PREFIX = "lethe.reconcile.";

  /** Where names are kept for good, everybody would be looked for for ever. */
  private static final Duration NOTHING_IS_RETIRED = Duration.ofDays(365);

  private final Binder binder;
  private final LetheSettings settings;

  /** Reads settings out of an environment. */
  public ReconcileBinder(ConfigurableEnvironment environment, LetheSettings settings) {
    this.binder = Binder.get(environment);
    this.settings = settings;
  }

  /**
   * The plan for the enabled vendors.
   *
   * @throws SettingsException at the first setting that is no good
   */
  public ReconcilePlan bind(Vendors vendors) {
    LetheSettings.Reconcile set = settings.reconcile();
    if (!(set.share() > 0 && set.share() <= 1)) {
      throw new SettingsException(PREFIX + "share", "it must be above 0 and up to 1.", "Mend it.");
    }
    if (!set.onReappeared().matches("report|delete")) {
      throw new SettingsException(
          PREFIX + "on-reappeared",
          "'" + set.onReappeared() + "' does not fit.",
          "Write report or delete.");
    }
    positive(PREFIX + "look-again", set.lookAgain());
    Duration window = window(set);
    positive(PREFIX + "listed-window", set.listedWindow());
    if (set.chaseFor().isNegative()) {
      throw new SettingsException(PREFIX + "chase-for", "it is negative.", "Mend it.");
    }
    positive("lethe.sla", settings.sla());
    Map<String, OfVendor> plans = new LinkedHashMap<>();
    for (Vendor vendor : vendors.enabled()) {
      plans.put(vendor.name(), ofVendor(vendor.name()));
    }
    return new ReconcilePlan(
        Schedules.zone(PREFIX + "time-zone", set.timeZone()),
        Schedules.cron(PREFIX + "cron", set.cron()),
        set.lookAgain(),
        window,
        set.listedWindow().compareTo(window) < 0 ? window : set.listedWindow(),
        set.chaseFor(),
        settings.sla(),
        "delete".equals(set.onReappeared()),
        plans);
  }

  private OfVendor ofVendor(String name) {
    String prefix = VendorFiles.PREFIX + name;
    VendorProperties properties =
        SettingChecks.bind(binder, prefix, Bindable.of(VendorProperties.class));
    if (properties.verifyAfter().isNegative()) {
      throw new SettingsException(prefix + ".verify-after", "it is negative.", "Mend it.");
    }
    String own = properties.reconcile().cron();
    return new OfVendor(
        properties.verifyAfter(),
        properties.verifyByDeleting(),
        own == null || own.isBlank()
            ? settings.reconcile().cron()
            : Schedules.cron(prefix + ".reconcile.cron", own));
  }

  private Duration window(LetheSettings.Reconcile set) {
    Duration window = set.window();
    if (window == null) {
      return settings.retention().after().orElse(NOTHING_IS_RETIRED);
    }
    positive(PREFIX + "window", window);
    return window;
  }

  private static void positive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new SettingsException(key, "it must be above 0.", "Mend it.");
    }
  }
}
