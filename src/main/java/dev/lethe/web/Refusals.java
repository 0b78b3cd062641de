package dev.lethe.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What those are told who may not: sign in, you may not, or there is no such thing. */
final class Refusals
    implements AuthenticationEntryPoint,
        AuthenticationFailureHandler,
        AccessDeniedHandler,
        RequestRejectedHandler {
  static final String SIGN_IN = "/login";

  private final Access access;
  private final boolean oidc;
  private final Replies replies;

  Refusals(Access access, boolean oidc, Replies replies) {
    this.access = access;
    this.oidc = oidc;
    this.replies = replies;
  }

  /** Nobody has signed in, or credentials that came along were no good. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof TooManySignInsException many) {
      tooMany(request, response, many);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", SIGN_IN);
      replies.write(request, response, Reply.of(HttpStatus.UNAUTHORIZED.value()));
    } else if (Replies.wantsPage(request) && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      Replies.secure(response);
      response.sendRedirect(SIGN_IN);
    } else {
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Lethe\", charset=\"UTF-8\"");
      if (oidc) {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      }
      replies.write(
          request,
          response,
          request.getHeader(HttpHeaders.AUTHORIZATION) == null
              ? Reply.of(HttpStatus.UNAUTHORIZED.value())
              : Reply.of(HttpStatus.UNAUTHORIZED, "These credentials are not accepted."));
    }
  }

  /** The sign-in page's form was no good. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof TooManySignInsException many) {
      tooMany(request, response, many);
    } else {
      Replies.secure(response);
      response.sendRedirect(SIGN_IN + "?refused");
    }
  }

  /** Somebody has signed in who may not, or asks for what is not there. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    if (why instanceof CsrfException) {
      replies.write(
          request,
          response,
          Reply.of(
              HttpStatus.FORBIDDEN,
              "The page was too old, or the request is none of a page's. Load it again."));
    } else if (access.need(request).isPresent()) {
      replies.write(request, response, Reply.of(HttpStatus.FORBIDDEN.value()));
    } else if (access.methods(request).isEmpty()) {
      replies.write(request, response, Reply.notFound());
    } else {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", access.methods(request)));
      replies.write(request, response, Reply.of(HttpStatus.METHOD_NOT_ALLOWED.value()));
    }
  }

  /** An address that means something else to every reader, {@code /a/..;/b} for example. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
      throws IOException {
    replies.write(request, response, Reply.of(HttpStatus.BAD_REQUEST.value()));
  }

  private void tooMany(
      HttpServletRequest request, HttpServletResponse response, TooManySignInsException many)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(many.seconds()));
    replies.write(
        request,
        response,
        Reply.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many sign-ins were refused. Try again in " + many.seconds() + " s."));
  }
}
