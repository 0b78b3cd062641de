package dev.lethe.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns what nobody else has caught into a reply, before the server would show it. */
final class LastResort extends OncePerRequestFilter {
  private final Replies replies;

  LastResort(Replies replies) {
    this.replies = replies;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
    } catch (BodyTooLargeException e) {
      replies.write(request, response, Reply.of(HttpStatus.PAYLOAD_TOO_LARGE.value()));
    } catch (AuthenticationServiceException e) {
      replies.write(
          request,
          response,
          Reply.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "The identity provider cannot be asked at the moment. Try again a little later."));
    } catch (Exception e) {
      replies.write(request, response, Incidents.note(e));
    }
  }
}
