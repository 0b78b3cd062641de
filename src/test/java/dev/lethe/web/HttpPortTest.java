package dev.lethe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

final class HttpPortTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.address=0.0.0.0",
        "server.address=::",
        "server.address=192.0.2.1",
        "server.address=",
        "server.address=192.0.2.1 server.ssl.enabled=false",
        "server.address=0.0.0.0 spring.security.oauth2.resourceserver.jwt.issuer-uri="
      })
  void anAddressOfOthersIsRefusedWithoutSomethingThatKeepsPasswordsSafe(String settings) {
    assertThatThrownBy(() -> port(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("server.address", "OIDC", "TLS", "lethe.http.behind-proxy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.address=127.0.0.1",
        "server.address=127.9.9.9",
        "server.address=::1",
        "server.address=localhost",
        "server.address=0.0.0.0 spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example",
        "server.address=0.0.0.0 spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://id.example/keys",
        "server.address=0.0.0.0 server.ssl.bundle=web",
        "server.address=0.0.0.0 server.ssl.key-store=web.p12",
        "server.address=0.0.0.0 behind-proxy"
      })
  void theMachinesOwnAddressOrRealAuthenticationIsFine(String settings) {
    assertThat(port(settings).behindProxy()).isEqualTo(settings.contains("behind-proxy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "management.server.port=9000",
        "management.server.address=0.0.0.0",
        "management.endpoints.web.base-path=/open",
        "server.servlet.context-path=/lethe",
        "spring.mvc.servlet.path=/lethe",
        "spring.security.filter.dispatcher-types=error",
        "server.forward-headers-strategy=native",
        "server.forward-headers-strategy=framework",
        "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For"
      })
  void aSettingThatWouldMakeAWayAroundIsRefused(String setting) {
    assertThatThrownBy(() -> port("server.address=127.0.0.1 " + setting))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            setting.substring(0, setting.indexOf('=')).replaceFirst("[.][^.]+$", ""));
  }

  private static HttpPort port(String settings) {
    MockEnvironment environment = new MockEnvironment();
    Stream.of(settings.split(" "))
        .filter(setting -> setting.contains("="))
        .forEach(
            setting ->
                environment.setProperty(
                    setting.substring(0, setting.indexOf('=')),
                    setting.substring(setting.indexOf('=') + 1)));
    return HttpPort.of(
        environment,
        new LetheSettings.Http(
            settings.contains("behind-proxy"), List.of(), DataSize.ofMegabytes(1)));
  }
}
