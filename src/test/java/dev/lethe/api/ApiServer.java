package dev.lethe.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.operate.OperationException;
import io.swagger.v3.oas.models.OpenAPI;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The API alone behind a real port, over operations that a test answers for. */
public final class ApiServer implements AutoCloseable {
  /** Who may sign in; the password is the same. */
  public static final String WHO = "ada";

  private final ServletWebServerApplicationContext context;

  private ApiServer(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /** Starts it on a free port. */
  public static ApiServer start(StubOperations stub, Path home) {
    return new ApiServer(
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Parts.class)
                .initializers(
                    context ->
                        context.getBeanFactory().registerSingleton("operations", stub.operations()))
                .run(
                    "--server.port=0",
                    "--test.home=" + home,
                    "--spring.main.allow-bean-definition-overriding=false",
                    "--spring.servlet.multipart.max-file-size=1GB",
                    "--spring.servlet.multipart.max-request-size=1GB"));
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
  }

  @Override
  public void close() {
    context.close();
  }

  /** What it is made of. Not annotated as a configuration, so that no other test finds it. */
  @ComponentScan("dev.lethe.api")
  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class
  })
  static class Parts {
    @Bean
    ObjectMapper objectMapper() {
      return new ObjectMapper();
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Outbox outbox(@Value("${test.home}") Path home) {
      return new Outbox(home);
    }

    @Bean
    ApiWeb apiWeb() {
      return new ApiWeb();
    }

    @Bean
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

    @Bean
    UserDetailsService users() {
      return name -> {
        if (!name.equals(WHO)) {
          throw new UsernameNotFoundException("not known");
        }
        // A new one each time: its password is erased once it was compared.
        return User.withUsername(WHO).password("{noop}" + WHO).roles("read").build();
      };
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.csrf(csrf -> csrf.disable())
          .httpBasic(
              basic ->
                  basic.authenticationEntryPoint(
                      (request, response, problem) -> {
                        response.setStatus(401);
                        response.setContentType("application/problem+json");
                        response
                            .getWriter()
                            .write(
                                "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Sign"
                                    + " in first.\"}");
                      }))
          .authorizeHttpRequests(all -> all.anyRequest().authenticated())
          .build();
    }

    @Bean
    Problems problems() {
      return new Problems();
    }
  }

  /** Problem documents as the service has them. */
  @RestControllerAdvice
  @ConditionalOnProperty("test.home") // No other test's server is to find it.
  static final class Problems extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ResponseEntity<Object> refused(OperationException refusal) {
      HttpStatus status =
          switch (refusal.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNAVAILABLE, NO_SERVICE -> HttpStatus.SERVICE_UNAVAILABLE;
          };
      return problem(
          status,
          String.valueOf(refusal.getMessage()),
          refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
        Exception problem,
        @Nullable Object body,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request) {
      return problem(status, "The request cannot be read.", null);
    }

    private static ResponseEntity<Object> problem(
        HttpStatusCode status, String detail, @Nullable String code) {
      String title = HttpStatus.valueOf(status.value()).getReasonPhrase();
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(new Problem("about:blank", title, status.value(), detail, code, null));
    }
  }
}
