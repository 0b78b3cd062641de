package dev.lethe.health;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;

/** Shows {@link Health} to Spring Boot's health endpoint, one contributor for each part. */
public final class HealthContributors implements CompositeHealthContributor {
  /** Between up and down; its order stands in {@code application.yaml}. */
  static final Status DEGRADED = new Status("DEGRADED");

  private final Health health;

  /** Shows that health. */
  public HealthContributors(Health health) {
    this.health = health;
  }

  @Override
  public @Nullable HealthIndicator getContributor(String name) {
    return health.all().stream()
        .filter(part -> part.part().equals(name))
        .findFirst()
        .map(part -> (HealthIndicator) () -> of(part))
        .orElse(null);
  }

  @Override
  public Stream<NamedContributor<org.springframework.boot.actuate.health.HealthContributor>>
      stream() {
    List<PartHealth> parts = health.all();
    return parts.stream()
        .map(part -> NamedContributor.of(part.part(), (HealthIndicator) () -> of(part)));
  }

  @Override
  public Iterator<NamedContributor<org.springframework.boot.actuate.health.HealthContributor>>
      iterator() {
    return stream().iterator();
  }

  private static org.springframework.boot.actuate.health.Health of(PartHealth part) {
    var shown =
        org.springframework.boot.actuate.health.Health.status(status(part.level()))
            .withDetail("since", part.since().toString());
    Trouble trouble = part.trouble();
    if (trouble != null) {
      shown.withDetail("reason", trouble.reason()).withDetail("mend", trouble.mend());
    }
    return shown.build();
  }

  private static Status status(Level level) {
    return switch (level) {
      case UP -> Status.UP;
      case DEGRADED -> DEGRADED;
      case DOWN -> Status.DOWN;
    };
  }
}
