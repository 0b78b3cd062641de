package dev.lethe.settings;

import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Settings bound as at a start, out of a real config folder and a command line, without the
 * machine's own environment.
 */
public final class BoundSettings {
  /** The config folder that Lethe is delivered with. */
  public static final Path DELIVERED = Path.of("config");

  private static final String TENCENT = "--lethe.vendors.tencent-im.";

  private BoundSettings() {}

  /** The vendors of a config folder. */
  public static Vendors vendors(Path config, String... args) {
    ConfigurableEnvironment environment = environment(config, args);
    return new VendorBinder(environment, settings(environment)).bind();
  }

  /** The settings of the engine. */
  public static LetheSettings engine(Path config, String... args) {
    return settings(environment(config, args));
  }

  /** Tencent IM as delivered, set up, with further settings on the command line. */
  public static Vendor tencentIm(String... further) {
    return vendors(DELIVERED, tencentArgs(further)).find("tencent-im").orElseThrow();
  }

  /** A command line that sets Tencent IM up. */
  public static String[] tencentArgs(String... further) {
    return Stream.concat(
            Stream.of(
                TENCENT + "sdk-app-id=1400000000",
                TENCENT + "identifier=administrator",
                TENCENT + "secret-key=a-key-that-nobody-may-see",
                TENCENT + "base-url=http://localhost:1"),
            Stream.of(further))
        .toArray(String[]::new);
  }

  static LetheSettings settings(ConfigurableEnvironment environment) {
    return SettingChecks.bind(Binder.get(environment), "lethe", Bindable.of(LetheSettings.class));
  }

  static ConfigurableEnvironment environment(Path config, String... args) {
    StandardEnvironment environment = new StandardEnvironment();
    List.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
        .forEach(environment.getPropertySources()::remove);
    String[] all =
        Stream.concat(Stream.of("--lethe.config=" + config), Stream.of(args))
            .toArray(String[]::new);
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(all));
    Path application = config.resolve("application.yaml");
    if (Files.exists(application)) {
      try {
        new YamlPropertySourceLoader()
            .load(application.toString(), new FileSystemResource(application))
            .forEach(environment.getPropertySources()::addLast);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    new VendorFiles().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
