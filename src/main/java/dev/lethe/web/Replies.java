package dev.lethe.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes what went wrong: a problem document for programs and for everything below {@code /api}, a
 * small page for browsers elsewhere. Nothing of the request is in it.
 */
public final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final String API = "/api/";

  /** What pages and documents may do: nothing but what is from here. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final ObjectMapper json;

  private Replies(ObjectMapper json) {
    this.json = json;
  }

  /** Writes documents with that. */
  public static Replies with(ObjectMapper json) {
    return new Replies(json);
  }

  /** Whether a page is wanted, by a person in a browser. */
  static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_HTML_VALUE)
        && !String.valueOf(request.getRequestURI()).startsWith(API);
  }

  /** Writes it, unless something else has been sent already. */
  void write(HttpServletRequest request, HttpServletResponse response, Reply reply)
      throws IOException {
    if (response.isCommitted()) {
      LOG.debug("{} came too late to be told", reply.status());
      return;
    }
    response.resetBuffer();
    response.setStatus(reply.status());
    secure(response);
    boolean page = wantsPage(request);
    byte[] body =
        page
            ? page(reply).getBytes(StandardCharsets.UTF_8)
            : json.writeValueAsBytes(reply.members());
    response.setContentType(
        page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    send(response, body);
    response.flushBuffer();
  }

  private static void send(HttpServletResponse response, byte[] body) throws IOException {
    try {
      response.getOutputStream().write(body);
    } catch (IllegalStateException e) { // A page had begun to write text, and failed.
      response.getWriter().write(new String(body, StandardCharsets.UTF_8));
    }
  }

  /** Headers that hold even where a request did not get as far as the filters that set them. */
  static void secure(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  private static String page(Reply reply) {
    String title = HtmlUtils.htmlEscape(reply.title());
    String incident =
        reply.incident() == null
            ? ""
            : "<p>Incident " + HtmlUtils.htmlEscape(reply.incident()) + "</p>";
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width">
        <link rel="stylesheet" href="/assets/sign-in.css"></head>
        <body><main><h1>%s</h1><p>%s</p>%s<p><a href="/">Lethe</a></p></main></body></html>
        """
        .formatted(title, title, HtmlUtils.htmlEscape(reply.detail()), incident);
  }
}
