package dev.lethe.web;

import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/**
 * Where the port is, and what stands between it and the network. There is no setting without
 * authentication: this only says which kinds are good enough for an address.
 *
 * @param address where it listens; null for all addresses of the machine
 * @param fixed whether the port's number was set, and no other will do
 * @param tls whether the port speaks TLS itself
 * @param behindProxy whether a proxy with TLS stands in front, whose word is taken for who asks
 * @param oidc whether tokens of an identity provider are taken
 * @param allowedHosts further names by which it may be called
 */
public record HttpPort(
    @Nullable InetAddress address,
    boolean fixed,
    boolean tls,
    boolean behindProxy,
    boolean oidc,
    List<String> allowedHosts) {
  private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

  /** With these the port, or a second one, could be reached without a word to {@link Access}. */
  private static final List<String> NEVER =
      List.of(
          "management.server.port",
          "management.server.address",
          "management.endpoints.web.base-path",
          "server.servlet.context-path",
          "spring.mvc.servlet.path",
          "spring.security.filter.dispatcher-types");

  /** A copy that nobody changes. */
  public HttpPort {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /**
   * The port that the settings ask for.
   *
   * @throws SettingsException if strangers could reach it
   */
  public static HttpPort of(Environment environment, LetheSettings.Http http) {
    NEVER.forEach(key -> refuse(environment, key));
    Binder binder = Binder.get(environment);
    HttpPort port =
        new HttpPort(
            binder.bind("server.address", InetAddress.class).orElse(null),
            binder.bind("server.port", Integer.class).isBound(),
            binder.bind("server.ssl", Ssl.class).map(ssl -> ssl.isEnabled()).orElse(false),
            http.behindProxy(),
            isSet(environment, JWT + "issuer-uri") || isSet(environment, JWT + "jwk-set-uri"),
            http.allowedHosts().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    port.refuseForwarded(environment);
    port.refuseOpen(environment.getProperty("server.address", ""));
    return port;
  }

  /** Whether only this machine can reach it. */
  boolean isLoopback() {
    return address != null && address.isLoopbackAddress();
  }

  /** Whether a call came from this machine for certain; behind a proxy nobody knows. */
  boolean isOnThisMachine(@Nullable String remote) {
    return !behindProxy && Addresses.isLoopback(remote);
  }

  private void refuseOpen(String set) {
    if (!isLoopback() && !oidc && !tls && !behindProxy) {
      throw new SettingsException(
          "server.address",
          (set.isEmpty() ? "all addresses" : "'" + set + "'")
              + " can be reached by others, and passwords would cross the network in the clear.",
          "Set up OIDC ("
              + JWT
              + "issuer-uri), TLS (server.ssl.*), or a proxy with TLS in front"
              + " (lethe.http.behind-proxy=true); or take server.address out, which leaves 127.0.0.1.");
    }
  }

  private void refuseForwarded(Environment environment) {
    String strategy = environment.getProperty("server.forward-headers-strategy", "none");
    if (!strategy.equalsIgnoreCase("none")
        || isSet(environment, "server.tomcat.remoteip.remote-ip-header")
        || isSet(environment, "server.tomcat.remoteip.protocol-header")) {
      throw new SettingsException(
          "server.forward-headers-strategy or server.tomcat.remoteip",
          "anybody could pretend to be somebody else by a header.",
          "Take it out; with a proxy in front set lethe.http.behind-proxy=true.");
    }
  }

  private static void refuse(Environment environment, String key) {
    String value = environment.getProperty(key, "");
    if (!value.isBlank() && !value.equals("/")) {
      throw new SettingsException(
          key, "Lethe has one port with one way in, and this would make another.", "Take it out.");
    }
  }

  private static boolean isSet(Environment environment, String key) {
    return !environment.getProperty(key, "").isBlank();
  }
}
