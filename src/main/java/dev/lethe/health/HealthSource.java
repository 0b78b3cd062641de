package dev.lethe.health;

import java.util.List;

/** Parts that know their health themselves, lanes for example. Must answer at once. */
@FunctionalInterface
public interface HealthSource {
  /** How they are now. */
  List<PartHealth> parts();
}
