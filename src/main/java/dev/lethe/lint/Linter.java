package dev.lethe.lint;

import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.ReconcileBinder;
import dev.lethe.settings.SettingFiles;
import dev.lethe.settings.SettingsCheck;
import dev.lethe.settings.SettingsException;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.VendorBinder;
import dev.lethe.source.SourceRoutes;
import dev.lethe.start.RouteNeeds;
import dev.lethe.start.StartFailure;
import dev.lethe.vendor.Vendors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks at everything that somebody may edit: routes, the settings of the engine, of vendors, of
 * sources and schedules, protected subjects. It goes on after what is wrong.
 */
public final class Linter {
  /** What {@code routes/sources/sql.camel.yaml} has to offer once there is a source. */
  private static final List<String> OF_SOURCES =
      List.of(SourceRoutes.READ, SourceRoutes.WRITE_BACK);

  private final String[] words;
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * Checks what these settings say.
   *
   * @param words {@code --key=value}, as for the service
   */
  public Linter(List<String> words) {
    this.words = words.toArray(String[]::new);
  }

  /** What is wrong, and notes. */
  public List<Remark> remarks() {
    ConfigurableEnvironment engine = attempt(null, () -> SettingFiles.engine(words));
    if (engine == null) {
      return List.copyOf(remarks);
    }
    remarks.addAll(new VendorFileCheck(path(engine, "lethe.config", "./config")).remarks());
    RouteFiles routes = new RouteFiles(path(engine, "lethe.routes", "./routes"));
    remarks.addAll(routes.remarks());
    ConfigurableEnvironment all = attempt(engine, () -> SettingFiles.withVendors(words));
    LetheSettings settings = all == null ? null : attempt(all, () -> SettingFiles.bind(all));
    if (all != null && settings != null) {
      check(all, settings, routes);
    }
    return remarks.stream().distinct().toList();
  }

  private void check(ConfigurableEnvironment all, LetheSettings settings, RouteFiles routes) {
    SettingsCheck vendors = new VendorBinder(all, settings).check();
    vendors.problems().forEach(problem -> add(all, problem));
    attempt(
        all,
        () -> new ReconcileBinder(all, settings).bind(new Vendors(vendors.vendors(), List.of())));
    List<?> sources = attempt(all, () -> new SourceBinder(all).bind());
    boolean none = sources == null || sources.isEmpty();
    new RouteNeeds(vendors.vendors(), none ? List.of() : OF_SOURCES)
        .missing(routes::hasId, routes::begins)
        .forEach(problem -> add(all, problem));
    vendors
        .notSet()
        .forEach(
            (vendor, keys) ->
                remarks.add(
                    new Remark(
                        "NOTE",
                        fileOf(settings, vendor),
                        null,
                        "not enabled yet; not set: " + String.join(", ", keys) + ".")));
  }

  private static String fileOf(LetheSettings settings, String vendor) {
    Path file = settings.config().resolve("vendors").resolve(vendor + ".yaml").normalize();
    return Files.exists(file) ? file.toString() : "lethe.vendors." + vendor;
  }

  private static Path path(ConfigurableEnvironment engine, String key, String otherwise) {
    return Path.of(engine.getProperty(key, otherwise)).normalize();
  }

  private void add(ConfigurableEnvironment environment, SettingsException problem) {
    String key = problem.place();
    String place = key.startsWith("lethe.") ? SettingFiles.place(environment, key) : key;
    remarks.add(Remark.of(problem, place.equals(key) ? key : place + " (" + key + ")"));
  }

  private <T> @Nullable T attempt(
      @Nullable ConfigurableEnvironment environment, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingsException e) {
      if (environment == null) {
        remarks.add(Remark.of(e, e.place()));
      } else {
        add(environment, e);
      }
    } catch (RuntimeException e) {
      // Broken YAML of the engine's own files, which fails in as many ways as Spring has.
      remarks.add(Remark.error("config/application.yaml", null, StartFailure.explain(e)));
    }
    return null;
  }
}
