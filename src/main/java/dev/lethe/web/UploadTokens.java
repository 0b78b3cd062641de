package dev.lethe.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Looks for the token of a body in parts in the header only: to look for it in the body would store
 * a whole upload of nobody knows whom.
 */
final class UploadTokens implements CsrfTokenRequestHandler {
  private final XorCsrfTokenRequestAttributeHandler tokens =
      new XorCsrfTokenRequestAttributeHandler();

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    tokens.handle(request, response, token);
  }

  @Override
  public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    return BodyLimit.isInParts(request) && request.getHeader(token.getHeaderName()) == null
        ? null
        : tokens.resolveCsrfTokenValue(request, token);
  }
}
