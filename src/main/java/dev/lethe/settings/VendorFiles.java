package dev.lethe.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * Reads {@code config/vendors/<name>.yaml}, whose keys stand for {@code
 * lethe.vendors.<name>.<key>}, below everything else, so that {@code config/application.yaml}, the
 * environment and the command line win.
 *
 * <p>A vendor that names another vendor's route ({@code route: tencent-im}) takes that vendor's
 * file as its defaults, save what tells the two apart: the address, whether it is enabled, and the
 * parameters.
 */
final class VendorFiles implements EnvironmentPostProcessor {
  static final String PREFIX = "lethe.vendors.";
  private static final List<String> OF_ONE_VENDOR_ONLY = List.of("base-url", "region", "enabled");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    folder(environment, "lethe.routes", "./routes");
    Path folder = folder(environment, "lethe.config", "./config").resolve("vendors");
    for (Path file : yamlFiles(folder)) {
      String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
      for (PropertySource<?> document : load(file)) {
        environment
            .getPropertySources()
            .addLast(prefixed(file.toString(), name, (EnumerablePropertySource<?>) document));
      }
    }
    inherit(environment, folder);
  }

  private static Path folder(ConfigurableEnvironment environment, String key, String otherwise) {
    Path folder = Path.of(environment.getProperty(key, otherwise));
    if (!Files.isDirectory(folder)) {
      throw new SettingsException(
          folder.toString(),
          "there is no such folder.",
          "Start Lethe in the folder that holds config/ and routes/, or set " + key + ".");
    }
    return folder;
  }

  private static List<Path> yamlFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
          .peek(VendorFiles::requireUsualName)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SettingsException(
          folder.toString(), "cannot be read (" + e + ").", "Check who may read it.");
    }
  }

  private static void requireUsualName(Path file) {
    if (file.toString().endsWith(".yml")) {
      throw new SettingsException(
          file.toString(),
          "vendor files end in .yaml.",
          "Rename it, so that it is not overlooked.");
    }
  }

  private static List<PropertySource<?>> load(Path file) {
    try {
      return new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
    } catch (IOException | RuntimeException e) {
      throw new SettingsException(
          file.toString(), "is not YAML: " + Problems.oneLine(e) + ".", "Mend that line.");
    }
  }

  private static PropertySource<?> prefixed(
      String sourceName, String vendor, EnumerablePropertySource<?> document) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : document.getPropertyNames()) {
      Object value = document.getProperty(key);
      Origin origin = Origin.from(value);
      if (origin == null && document instanceof OriginTrackedMapPropertySource tracked) {
        origin = tracked.getOrigin(key);
      }
      values.put(PREFIX + vendor + "." + key, OriginTrackedValue.of(value, origin));
    }
    return new OriginTrackedMapPropertySource(sourceName, values, true);
  }

  private static void inherit(ConfigurableEnvironment environment, Path folder) {
    for (String vendor : VendorKeys.names(environment)) {
      String route = environment.getProperty(PREFIX + vendor + ".route", vendor);
      Path file = folder.resolve(route + ".yaml");
      if (route.equals(vendor) || !Files.isRegularFile(file)) {
        continue;
      }
      for (PropertySource<?> document : load(file)) {
        Map<String, Object> values = new LinkedHashMap<>();
        EnumerablePropertySource<?> keys = (EnumerablePropertySource<?>) document;
        List<String> parameters =
            Stream.of(keys.getPropertyNames())
                .filter(key -> key.startsWith("parameters."))
                .map(key -> key.split("\\.", 3)[1])
                .toList();
        for (String key : keys.getPropertyNames()) {
          boolean ownList = key.startsWith("codes[") && hasOwnCodes(environment, vendor);
          if (!parameters.contains(key) && !OF_ONE_VENDOR_ONLY.contains(key) && !ownList) {
            values.put(PREFIX + vendor + "." + key, keys.getProperty(key));
          }
        }
        environment
            .getPropertySources()
            .addLast(
                new OriginTrackedMapPropertySource(file + " (for " + vendor + ")", values, true));
      }
    }
  }

  private static boolean hasOwnCodes(ConfigurableEnvironment environment, String vendor) {
    return environment.containsProperty(PREFIX + vendor + ".codes[0].code");
  }
}
