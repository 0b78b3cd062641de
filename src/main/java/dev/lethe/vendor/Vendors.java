package dev.lethe.vendor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All configured vendors. */
public final class Vendors {
  private final Map<String, Vendor> enabled = new LinkedHashMap<>();
  private final Set<String> disabled;

  /**
   * The vendors by name.
   *
   * @param disabled names of those that are configured but not enabled
   */
  public Vendors(Collection<Vendor> enabled, Collection<String> disabled) {
    enabled.forEach(vendor -> this.enabled.put(vendor.name(), vendor));
    this.disabled = new TreeSet<>(disabled);
  }

  /** The enabled ones. */
  public Collection<Vendor> enabled() {
    return enabled.values();
  }

  /** An enabled vendor. */
  public Optional<Vendor> find(String name) {
    return Optional.ofNullable(enabled.get(name));
  }

  /** Names of vendors that are configured but not enabled. */
  public Set<String> disabled() {
    return disabled;
  }
}
