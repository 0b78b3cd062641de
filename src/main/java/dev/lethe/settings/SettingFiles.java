package dev.lethe.settings;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings as the service would read them, without a Spring context: commands read them with
 * each start, and a context alone takes longer than most of them.
 */
public final class SettingFiles {
  private SettingFiles() {}

  /**
   * The settings of the engine: {@code config/application.yaml} and its profiles, the environment,
   * the command line. Files of vendors are not read, and their folder need not be there.
   *
   * @param settings {@code --key=value}, which wins
   */
  public static ConfigurableEnvironment engine(String... settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings));
    ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, List.of());
    // Each start of the sandbox has a home of its own, named after its time. Which, nobody knows.
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "noStart", Map.of("lethe.sandbox.start", "name-it-by-lethe.home")));
    return environment;
  }

  /**
   * The same with the files of all vendors.
   *
   * @throws SettingsException if one of them cannot be read, or there is no such folder
   */
  public static ConfigurableEnvironment withVendors(String... settings) {
    ConfigurableEnvironment environment = engine(settings);
    new VendorFiles().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  /**
   * Where a setting stands: {@code config/application.yaml:12}, or the key itself where it comes
   * from no file.
   */
  public static String place(ConfigurableEnvironment environment, String key) {
    return VendorKeys.under(environment, key).getOrDefault("", key);
  }

  /**
   * The engine's settings out of them.
   *
   * @throws SettingsException if one is no good
   */
  public static LetheSettings bind(ConfigurableEnvironment environment) {
    return SettingChecks.bind(Binder.get(environment), "lethe", Bindable.of(LetheSettings.class));
  }
}
