package dev.lethe.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each start a name, {@code lethe.sandbox.start}, so that the sandbox has a home of its own
 * every time: a request that was finished before would otherwise not be sent again.
 */
final class SandboxStart implements EnvironmentPostProcessor {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "sandboxStart", Map.of("lethe.sandbox.start", NAME.format(Instant.now()))));
  }
}
