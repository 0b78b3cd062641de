package dev.lethe;

import dev.lethe.trace.Traces;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Traces, where they are switched on; else no class of OpenTelemetry's is loaded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("lethe.tracing.enabled")
class TraceConfiguration {
  @Bean
  Traces traces(Environment environment) {
    String prefix = "management.otlp.tracing.";
    Map<String, String> headers =
        Binder.get(environment)
            .bind(prefix + "headers", Bindable.mapOf(String.class, String.class))
            .orElse(Map.of());
    return new Traces(
        environment.getProperty(prefix + "endpoint", "http://localhost:4318/v1/traces"), headers);
  }
}
