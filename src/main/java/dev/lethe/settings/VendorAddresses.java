package dev.lethe.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Addresses of vendors that are known only after start, because they run inside this process.
 *
 * @param byVendor base address by vendor name
 */
public record VendorAddresses(Map<String, String> byVendor) {

  /**
   * Makes them the vendors' {@code base-url}, above all other settings, and disables every other
   * vendor: whoever plays must not reach a real one.
   */
  public void addTo(ConfigurableEnvironment environment) {
    Map<String, Object> properties = new HashMap<>();
    VendorKeys.names(environment).stream()
        .filter(vendor -> !byVendor.containsKey(vendor))
        .forEach(vendor -> properties.put(VendorFiles.PREFIX + vendor + ".enabled", false));
    byVendor.forEach(
        (vendor, address) -> properties.put(VendorFiles.PREFIX + vendor + ".base-url", address));
    environment.getPropertySources().addFirst(new MapPropertySource("simulated", properties));
  }
}
