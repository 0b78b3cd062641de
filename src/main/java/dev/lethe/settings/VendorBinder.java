package dev.lethe.settings;

import dev.lethe.settings.VendorProperties.Parameter;
import dev.lethe.vendor.Backoff;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Parameters;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Makes {@link Vendors} out of the settings, or says which setting is no good. */
public final class VendorBinder {
  private static final Backoff USUAL_BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  // The blueprint of Lethe: a halted lane probes after 10 s, then doubling up to 5 minutes.
  private static final Backoff USUAL_PROBE =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

  // Folders of the inbox that mean something else than a vendor.
  private static final Set<String> RESERVED = Set.of("dry-run", "reconcile");

  private final ConfigurableEnvironment environment;
  private final LetheSettings settings;
  private final Binder binder;
  private final ProtectedFiles protectedFiles;

  /** Reads the vendors' settings out of an environment. */
  public VendorBinder(ConfigurableEnvironment environment, LetheSettings settings) {
    this.environment = environment;
    this.settings = settings;
    this.binder = Binder.get(environment);
    this.protectedFiles = new ProtectedFiles(settings.config());
  }

  /**
   * All configured vendors.
   *
   * @throws SettingsException at the first setting that is no good
   */
  public Vendors bind() {
    SettingChecks.unknownEngineKeys(environment);
    SettingChecks.caps(environment, settings.safety());
    List<Vendor> enabled = new ArrayList<>();
    List<String> disabled = new ArrayList<>();
    Set<String> names = VendorKeys.names(environment);
    protectedFiles.check(names);
    for (String name : names) {
      refuseReserved(name);
      bind(name).ifPresentOrElse(enabled::add, () -> disabled.add(name));
    }
    return new Vendors(enabled, disabled);
  }

  /**
   * Looks at every vendor, also at those that are not enabled, and goes on after the first thing
   * that is wrong.
   */
  public SettingsCheck check() {
    List<SettingsException> problems = new ArrayList<>();
    Map<String, List<String>> notSet = new LinkedHashMap<>();
    List<Vendor> vendors = new ArrayList<>();
    Set<String> names = VendorKeys.names(environment);
    attempt(problems, () -> SettingChecks.unknownEngineKeys(environment));
    attempt(problems, () -> SettingChecks.caps(environment, settings.safety()));
    attempt(problems, () -> protectedFiles.check(names));
    for (String name : names) {
      attempt(problems, () -> check(name, notSet).ifPresent(vendors::add));
    }
    return new SettingsCheck(vendors, problems, notSet);
  }

  private static void attempt(List<SettingsException> problems, Runnable check) {
    try {
      check.run();
    } catch (SettingsException e) {
      problems.add(e);
    }
  }

  // A vendor that is only not set up yet is looked at as if it were: no address, no credentials.
  private Optional<Vendor> check(String name, Map<String, List<String>> notSet) {
    refuseReserved(name);
    String prefix = VendorFiles.PREFIX + name;
    VendorProperties properties = properties(prefix);
    Map<String, String> values = values(prefix, properties);
    String address = address(prefix, properties);
    List<String> missing = missing(properties, values, address);
    if (!missing.isEmpty()) {
      notSet.put(name, missing);
    }
    URI uri = address == null ? URI.create("http://localhost") : uri(prefix, address);
    Vendor vendor = vendor(name, properties, values, uri);
    return Boolean.FALSE.equals(properties.enabled()) ? Optional.empty() : Optional.of(vendor);
  }

  private static void refuseReserved(String name) {
    if (RESERVED.contains(name)) {
      throw new SettingsException(
          VendorFiles.PREFIX + name,
          "a vendor cannot be called '"
              + name
              + "': inbox/"
              + name
              + "/ is a folder of Lethe's own.",
          "Give it another name.");
    }
  }

  private Optional<Vendor> bind(String name) {
    String prefix = VendorFiles.PREFIX + name;
    VendorProperties properties = properties(prefix);
    Map<String, String> values = values(prefix, properties);
    String address = address(prefix, properties);
    List<String> missing = missing(properties, values, address);
    if (Boolean.FALSE.equals(properties.enabled())) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      boolean started = anyRequiredSet(properties, values);
      if (started || Boolean.TRUE.equals(properties.enabled())) {
        throw new SettingsException(
            prefix,
            "the vendor is half set up; not set yet: " + String.join(", ", missing) + ".",
            "Set them (--"
                + prefix
                + ".…=… on the command line, the environment, or config/application.yaml), or set "
                + prefix
                + ".enabled=false.");
      }
      return Optional.empty();
    }
    return Optional.of(vendor(name, properties, values, uri(prefix, String.valueOf(address))));
  }

  private VendorProperties properties(String prefix) {
    VendorProperties properties =
        SettingChecks.bind(binder, prefix, Bindable.of(VendorProperties.class));
    SettingChecks.unknownVendorKeys(environment, prefix + ".", properties);
    SettingChecks.limits(environment, prefix + ".", properties);
    SettingChecks.caps(environment, prefix + ".", properties);
    return properties;
  }

  private Map<String, String> values(String prefix, VendorProperties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    properties
        .parameters()
        .forEach(
            (key, parameter) -> {
              String otherwise = parameter.otherwise() == null ? "" : parameter.otherwise();
              String set = SettingChecks.text(binder, prefix + "." + key);
              String value = set.isBlank() ? otherwise : set.strip();
              SettingChecks.parameter(prefix + "." + key, parameter, value);
              values.put(key, value);
            });
    return values;
  }

  private static @Nullable String address(String prefix, VendorProperties properties) {
    String baseUrl = properties.baseUrl();
    if (baseUrl != null && !baseUrl.isBlank()) {
      return baseUrl.strip();
    }
    String region = properties.region();
    if (region == null || region.isBlank()) {
      return null;
    }
    String found = properties.regions().get(region.strip());
    if (found == null) {
      throw new SettingsException(
          prefix + ".region",
          "there is no region '" + region + "'.",
          "Choose one of " + properties.regions().keySet() + ", or set base-url.");
    }
    return found;
  }

  private static List<String> missing(
      VendorProperties properties, Map<String, String> values, @Nullable String address) {
    List<String> missing = new ArrayList<>();
    if (address == null) {
      missing.add(properties.regions().isEmpty() ? "base-url" : "region or base-url");
    }
    properties.parameters().entrySet().stream()
        .filter(entry -> entry.getValue().required() && isEmpty(values, entry.getKey()))
        .filter(entry -> isEmpty(values, String.valueOf(entry.getValue().or())))
        .forEach(entry -> missing.add(entry.getKey()));
    return missing;
  }

  private static boolean anyRequiredSet(VendorProperties properties, Map<String, String> values) {
    return properties.parameters().entrySet().stream()
        .anyMatch(entry -> entry.getValue().required() && !isEmpty(values, entry.getKey()));
  }

  private static boolean isEmpty(Map<String, String> values, String key) {
    return values.getOrDefault(key, "").isEmpty();
  }

  private static URI uri(String prefix, String address) {
    try {
      URI uri = new URI(address.replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain = uri.getQuery() == null && uri.getFragment() == null;
      if (web && plain && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw notAnAddress(prefix, address);
    }
    throw notAnAddress(prefix, address);
  }

  private static SettingsException notAnAddress(String prefix, String address) {
    return new SettingsException(
        prefix + ".base-url",
        "'" + address.replaceFirst("//.*@", "//…@") + "' is not an address.",
        "Write https://host or https://host/prefix, without a user, a query or a fragment.");
  }

  private Vendor vendor(
      String name, VendorProperties properties, Map<String, String> values, URI address) {
    Set<String> secrets = new HashSet<>();
    Set<String> ownAccounts = new HashSet<>();
    for (Map.Entry<String, Parameter> entry : properties.parameters().entrySet()) {
      if (entry.getValue().secret()) {
        secrets.add(entry.getKey());
      }
      if (entry.getValue().ownAccount() && !isEmpty(values, entry.getKey())) {
        ownAccounts.add(values.get(entry.getKey()));
      }
    }
    VendorProperties.Range backoff = properties.backoff();
    VendorProperties.Range probe = properties.probe();
    return new Vendor(
        name,
        properties.title() == null ? name : properties.title(),
        properties.route() == null || properties.route().isBlank() ? name : properties.route(),
        address,
        properties.login() == null || properties.login().isBlank() ? null : properties.login(),
        new Parameters(values, secrets),
        new Vendor.Pace(
            new Vendor.BatchLimits(
                properties.batchSize(),
                properties.batchCharacters(),
                properties.verifyBatchSize() == 0
                    ? properties.batchSize()
                    : properties.verifyBatchSize()),
            properties.rate(),
            properties.concurrency(),
            properties.linger()),
        new Vendor.Patience(
            properties.timeouts(),
            properties.maxAttempts(),
            SettingChecks.backoff(VendorFiles.PREFIX + name + ".backoff", backoff, USUAL_BACKOFF),
            SettingChecks.backoff(VendorFiles.PREFIX + name + ".probe", probe, USUAL_PROBE),
            properties.breaker().counted(),
            properties.retryAfterMax()),
        properties.subject(),
        ownAccounts,
        protectedFiles.of(name),
        new CodeTable(settings.codes(), properties.codes()),
        new Vendor.Caps(
            properties.maxItemsPerDay() == null
                ? settings.safety().maxItemsPerDay()
                : properties.maxItemsPerDay(),
            properties.maxShare()));
  }
}
