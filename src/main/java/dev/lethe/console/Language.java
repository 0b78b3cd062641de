package dev.lethe.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * English or Chinese: what the person chose, which a cookie remembers, else what their browser
 * prefers. Whatever else a cookie or a header says is English.
 */
final class Language implements LocaleResolver {
  static final String COOKIE = "lethe-language";

  /** The languages that there are texts for. */
  static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private static final Duration REMEMBERED = Duration.ofDays(365);
  private static final String CHOSEN_NOW = Language.class.getName();

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (request.getAttribute(CHOSEN_NOW) instanceof Locale chosen) {
      return chosen;
    }
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    if (cookie != null) {
      return nearest(Locale.forLanguageTag(cookie.getValue()));
    }
    return Collections.list(request.getLocales()).stream()
        .filter(Language::isThere)
        .findFirst()
        .map(Language::nearest)
        .orElse(Locale.ENGLISH);
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale wanted) {
    Locale chosen = nearest(wanted == null ? Locale.ENGLISH : wanted);
    request.setAttribute(CHOSEN_NOW, chosen);
    if (response != null) {
      response.addHeader(
          HttpHeaders.SET_COOKIE,
          ResponseCookie.from(COOKIE, chosen.toLanguageTag())
              .path("/")
              .maxAge(REMEMBERED)
              .httpOnly(true)
              .sameSite("Lax")
              .build()
              .toString());
    }
  }

  private static boolean isThere(Locale locale) {
    return ALL.stream().anyMatch(one -> one.getLanguage().equals(locale.getLanguage()));
  }

  private static Locale nearest(Locale locale) {
    return ALL.stream()
        .filter(one -> one.getLanguage().equals(locale.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
