package dev.lethe;

import dev.lethe.api.ApiWeb;
import dev.lethe.api.Description;
import dev.lethe.api.Outbox;
import dev.lethe.api.RecordSchemas;
import dev.lethe.settings.LetheSettings;
import io.swagger.v3.oas.models.OpenAPI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The HTTP API; its controllers are found by themselves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiConfiguration {

  @Bean
  Outbox outbox(LetheSettings settings) {
    return new Outbox(settings.home());
  }

  @Bean
  ApiWeb apiWeb() {
    return new ApiWeb();
  }

  @Bean
  @Lazy
  OpenAPI openApi() {
    return Description.document();
  }

  @Bean
  Description apiDescription() {
    return new Description();
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }
}
