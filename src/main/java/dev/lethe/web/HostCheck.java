package dev.lethe.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers to its own names only: a page elsewhere whose name was bent to this address (DNS
 * rebinding) gets nothing. An address instead of a name cannot be bent.
 */
final class HostCheck extends OncePerRequestFilter {
  private final HttpPort port;
  private final String configured;
  private final Replies replies;

  /**
   * Checks names.
   *
   * @param configured {@code server.address} as it was set, perhaps a name
   */
  HostCheck(HttpPort port, String configured, Replies replies) {
    this.port = port;
    this.configured = configured.toLowerCase(Locale.ROOT);
    this.replies = replies;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String name = String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT);
    if (request.getHeader("Host") != null && isOurs(name, request.getLocalAddr())) {
      chain.doFilter(request, response);
    } else {
      replies.write(
          request,
          response,
          Reply.misdirected(
              "Lethe is not called that. Add the name to lethe.http.allowed-hosts if it is."));
    }
  }

  private boolean isOurs(String name, String local) {
    if (name.equals("localhost") || port.allowedHosts().contains(name)) {
      return true;
    }
    Optional<InetAddress> address = Addresses.literal(name);
    return address.isPresent()
        ? address.get().isLoopbackAddress() || address.equals(Addresses.literal(local))
        : name.equals(configured);
  }
}
