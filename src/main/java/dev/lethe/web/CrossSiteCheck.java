package dev.lethe.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser sends on behalf of another site, whatever credentials it adds by itself:
 * anything that changes something and whose {@code Origin} or {@code Sec-Fetch-Site} (Fetch
 * Metadata, W3C) is not this very site. Programs send neither. What a browser signs in by a session
 * needs a token of the page besides.
 */
final class CrossSiteCheck extends OncePerRequestFilter {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  /** {@code none}: typed or chosen by the person. */
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final Replies replies;

  CrossSiteCheck(Replies replies) {
    this.replies = replies;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (HARMLESS.contains(request.getMethod()) || isOwn(request)) {
      chain.doFilter(request, response);
    } else {
      replies.write(
          request,
          response,
          Reply.of(HttpStatus.FORBIDDEN, "Another site may not do that in your name."));
    }
  }

  private static boolean isOwn(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (site != null && !OWN.contains(site)) {
      return false;
    }
    // A form of our own says null, since our pages ask for no referrer (Fetch, section 3.2).
    return origin == null
        || (origin.equals("null")
            ? site != null || request.getHeader(HttpHeaders.AUTHORIZATION) == null
            : isThis(origin, request));
  }

  private static boolean isThis(String origin, HttpServletRequest request) {
    try {
      URI uri = URI.create(origin);
      String scheme = String.valueOf(uri.getScheme());
      int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
      return scheme.equals(request.getScheme())
          && request.getServerName().equalsIgnoreCase(uri.getHost())
          && port == request.getServerPort();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
