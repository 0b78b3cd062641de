package dev.lethe.health;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.health.AdditionalHealthEndpointPath;
import org.springframework.boot.actuate.health.HealthEndpointGroup;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.StatusAggregator;

/**
 * Gives each of some parts a group of its own in Spring Boot's health endpoint, so that one of them
 * can be asked for and alerted on alone: {@code /actuator/health/lane:yunke}.
 */
public final class PartGroups implements HealthEndpointGroupsPostProcessor {
  private final Collection<String> parts;

  /** Groups for these parts, by their labels. */
  public PartGroups(Collection<String> parts) {
    this.parts = Set.copyOf(parts);
  }

  @Override
  public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
    Map<String, HealthEndpointGroup> own = new TreeMap<>();
    parts.forEach(part -> own.put(part, new Group("lethe/" + part, groups.getPrimary())));
    return new Groups(groups, own);
  }

  private record Groups(HealthEndpointGroups others, Map<String, HealthEndpointGroup> own)
      implements HealthEndpointGroups {
    @Override
    public HealthEndpointGroup getPrimary() {
      return others.getPrimary();
    }

    @Override
    public Set<String> getNames() {
      Set<String> names = new TreeSet<>(others.getNames());
      names.addAll(own.keySet());
      return names;
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
      HealthEndpointGroup mine = own.get(name);
      return mine == null ? others.get(name) : mine;
    }
  }

  /** One part, shown to whom the whole is shown. */
  private record Group(String member, HealthEndpointGroup whole) implements HealthEndpointGroup {
    @Override
    public boolean isMember(String name) {
      return name.equals(member);
    }

    @Override
    public boolean showComponents(SecurityContext securityContext) {
      return whole.showComponents(securityContext);
    }

    @Override
    public boolean showDetails(SecurityContext securityContext) {
      return whole.showDetails(securityContext);
    }

    @Override
    public StatusAggregator getStatusAggregator() {
      return whole.getStatusAggregator();
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
      return whole.getHttpCodeStatusMapper();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
      return null;
    }
  }
}
