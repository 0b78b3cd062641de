package dev.lethe.web;

import static dev.lethe.web.Role.APPROVE;
import static dev.lethe.web.Role.OPERATE;
import static dev.lethe.web.Role.READ;
import static dev.lethe.web.Role.SUBMIT;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The table of who may ask for what. What does not stand here is there for nobody: a new address
 * that changes something, or one of the API, needs a line.
 */
final class Access {
  private static final String GET = "GET";
  private static final String POST = "POST";

  private final List<Line> lines =
      List.of(
          line(GET, null, "/login"),
          line(POST, null, "/login"),
          line(GET, null, "/assets/**"),
          line(GET, null, "/webjars/**"),
          line(GET, null, "/favicon.ico"),
          line(GET, READ, "/openapi.json"),
          here("/actuator/health"),
          here("/actuator/health/**"),
          line(GET, READ, "/actuator/prometheus"),
          line(GET, OPERATE, "/actuator/camel/**"), // In the profile dev only.
          line(GET, READ, "/api/v1/status"),
          line(POST, SUBMIT, "/api/v1/requests"),
          line(GET, READ, "/api/v1/requests"),
          line(GET, READ, "/api/v1/requests/{id}"),
          line(GET, READ, "/api/v1/requests/{id}/items"),
          line(GET, READ, "/api/v1/requests/{id}/receipt"),
          line(GET, OPERATE, "/api/v1/requests/{id}/outcomes"),
          line(POST, APPROVE, "/api/v1/requests/{id}/approve"),
          line(POST, APPROVE, "/api/v1/requests/{id}/cancel"),
          line(GET, READ, "/api/v1/dead-letters"),
          line(POST, SUBMIT, "/api/v1/dead-letters/replay"),
          line(GET, READ, "/api/v1/lanes"),
          line(POST, OPERATE, "/api/v1/lanes/{vendor}/pause"),
          line(POST, OPERATE, "/api/v1/lanes/{vendor}/resume"),
          line(POST, OPERATE, "/api/v1/lanes/{vendor}/probe"),
          line(POST, OPERATE, "/api/v1/reconciliations"),
          line(GET, READ, "/api/v1/reconciliations"),
          line(POST, READ, "/api/v1/receipts/verify"),
          line(GET, READ, "/api/v1/audit"),
          line(GET, READ, "/"),
          line(GET, READ, "/console/**"),
          line(POST, SUBMIT, "/console/plan"),
          line(POST, SUBMIT, "/console/send"),
          line(POST, OPERATE, "/console/dead-letters/reveal"),
          line(POST, SUBMIT, "/console/dead-letters/replay"),
          line(POST, APPROVE, "/console/held/{id}/approve"),
          line(POST, APPROVE, "/console/held/{id}/decline"),
          line(POST, OPERATE, "/console/requests/{id}/reveal"),
          line(POST, OPERATE, "/console/reconciliations"),
          line(POST, OPERATE, "/console/lanes/{vendor}/{word}"));

  /** One line: {@code role} is null where anybody may. */
  private record Line(
      String method, @Nullable Role role, boolean openHere, PathPatternRequestMatcher path) {}

  /**
   * What the table says of a request.
   *
   * @param role what is needed, null for nothing
   * @param openHere whether callers on this machine need nothing
   */
  record Need(@Nullable Role role, boolean openHere) {}

  /** What a request needs; empty if it asks for nothing that is there. */
  Optional<Need> need(HttpServletRequest request) {
    String method = asked(request);
    return lines.stream()
        .filter(line -> line.method().equals(method) && line.path().matches(request))
        .findFirst()
        .map(
            line ->
                new Need(
                    line.role() == READ && reveals(request) ? OPERATE : line.role(),
                    line.openHere()));
  }

  /** By which methods the request's path can be asked for; none if it is not there. */
  Set<String> methods(HttpServletRequest request) {
    Set<String> methods = new TreeSet<>();
    for (Line line : lines) {
      if (line.path().matches(request)) {
        methods.add(line.method());
      }
    }
    return methods;
  }

  private static String asked(HttpServletRequest request) {
    return "HEAD".equals(request.getMethod()) ? GET : request.getMethod();
  }

  // Taken from the query's text: to ask for parameters would read the body first.
  private static boolean reveals(HttpServletRequest request) {
    String query = request.getQueryString();
    return query != null && Stream.of(query.split("&")).anyMatch(Access::isReveal);
  }

  private static boolean isReveal(String pair) {
    String[] parts = pair.split("=", 2);
    try {
      return URLDecoder.decode(parts[0], StandardCharsets.UTF_8).equals("reveal")
          && !(parts.length > 1 && parts[1].equals("false"));
    } catch (IllegalArgumentException e) {
      return true; // Nobody knows what it says.
    }
  }

  private static Line line(String method, @Nullable Role role, String path) {
    return new Line(method, role, false, PathPatternRequestMatcher.withDefaults().matcher(path));
  }

  private static Line here(String path) {
    return new Line(GET, READ, true, PathPatternRequestMatcher.withDefaults().matcher(path));
  }
}
