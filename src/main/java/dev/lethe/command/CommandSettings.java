package dev.lethe.command;

import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingFiles;
import dev.lethe.settings.SettingsException;
import dev.lethe.start.StartFailure;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The service's settings, for a command. Nothing is read before a command needs it.
 *
 * @param words those settings that follow the command ({@code --lethe.home=…})
 */
record CommandSettings(List<String> words) {

  /**
   * The settings of the engine alone.
   *
   * @throws SettingsException if they are no good
   */
  LetheSettings engine() {
    return tell(() -> SettingFiles.bind(SettingFiles.engine(array())));
  }

  /**
   * Everything that is set, vendors included.
   *
   * @throws SettingsException if a file cannot be read
   */
  ConfigurableEnvironment withVendors() {
    return tell(
        () -> {
          ConfigurableEnvironment environment = SettingFiles.withVendors(array());
          SimulatedAddresses.addTo(environment);
          return environment;
        });
  }

  private String[] array() {
    return words.toArray(String[]::new);
  }

  // Broken YAML, an unknown profile and the like fail in as many ways as Spring has.
  private static <T> T tell(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SettingsException("the settings cannot be read", StartFailure.explain(e), "");
    }
  }
}
