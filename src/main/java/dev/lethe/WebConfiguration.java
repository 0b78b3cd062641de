package dev.lethe;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The HTTP port. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebConfiguration {

  /** Nobody gets in yet. */
  @Bean
  SecurityFilterChain webSecurity(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(all -> all.anyRequest().denyAll()).build();
  }
}
