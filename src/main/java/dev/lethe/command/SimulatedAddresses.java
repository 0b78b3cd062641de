package dev.lethe.command;

import dev.lethe.settings.VendorAddresses;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Addresses for the vendors of the sandbox's settings, which have none. Commands start no simulated
 * vendors and call nobody, so any address will do.
 */
final class SimulatedAddresses {
  private SimulatedAddresses() {}

  /** Gives each vendor an address if the profile is that of the sandbox. */
  static void addTo(ConfigurableEnvironment environment) {
    if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
      Map<String, Object> names =
          Binder.get(environment)
              .bindOrCreate("lethe.vendors", Bindable.mapOf(String.class, Object.class));
      new VendorAddresses(
              names.keySet().stream()
                  .collect(Collectors.toMap(name -> name, name -> "http://localhost")))
          .addTo(environment);
    }
  }
}
