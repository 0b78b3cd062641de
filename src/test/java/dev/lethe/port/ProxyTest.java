package dev.lethe.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy, and with every setting of Spring Boot's that could open the port. */
final class ProxyTest {
  private static final String AUTO = "org.springframework.boot.autoconfigure.security.";

  @TempDir static Path folder;
  private static WebLethe lethe;

  @BeforeAll
  static void start() {
    lethe =
        WebLethe.start(
            folder.resolve("home"),
            "--lethe.http.behind-proxy=true",
            "--lethe.http.allowed-hosts=lethe.example",
            "--management.endpoints.web.exposure.include=*",
            "--management.endpoint.health.show-details=always",
            "--spring.autoconfigure.exclude="
                + AUTO
                + "servlet.SecurityAutoConfiguration,"
                + AUTO
                + "servlet.SecurityFilterAutoConfiguration,"
                + AUTO
                + "servlet.UserDetailsServiceAutoConfiguration,"
                + "org.springframework.boot.actuate.autoconfigure.security.servlet."
                + "ManagementWebSecurityAutoConfiguration");
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/lanes", "/actuator/env", "/actuator/prometheus", "/openapi.json"})
  void nothing_opens_without_signing_in_whatever_is_left_out(String path) throws Exception {
    assertThat(lethe.get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void what_is_exposed_besides_is_not_there_even_for_admin() throws Exception {
    assertThat(lethe.get("/actuator/env", "Authorization", lethe.admin()).statusCode())
        .isEqualTo(404);
    assertThat(lethe.get("/actuator/heapdump", "Authorization", lethe.admin()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void who_asks_is_whom_the_proxy_names() throws Exception {
    HttpResponse<String> far = lethe.get("/actuator/health", "X-Forwarded-For", "203.0.113.5");
    HttpResponse<String> near = lethe.get("/actuator/health");

    assertThat(far.statusCode()).isEqualTo(401);
    assertThat(near.statusCode()).isEqualTo(200);
  }

  @Test
  void behind_tls_browsers_are_told_to_stay_with_it() throws Exception {
    HttpResponse<String> page =
        lethe.get("/login", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "lethe.example");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(WebLethe.header(page, "Strict-Transport-Security")).contains("max-age=");
    assertThat(page.headers().allValues("Set-Cookie")).allMatch(set -> set.contains("Secure"));
    assertThat(lethe.get("/login", "X-Forwarded-Host", "evil.example").statusCode()).isEqualTo(421);
  }
}
