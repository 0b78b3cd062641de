package dev.lethe.console;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Something that could not be done, for the page: the kind is told in the person's language, the
 * sentence stands as it is.
 *
 * @param kind names the text {@code problem.<kind>}
 * @param said the sentence, in English
 */
record Problem(Kind kind, String said) {

  static Problem of(OperationException refused) {
    String said = refused.getMessage();
    return new Problem(refused.kind(), said == null ? "" : said);
  }

  /** The status of HTTP, the same as the API's for this kind. */
  HttpStatus status() {
    return switch (kind) {
      case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
      case UNAVAILABLE, NO_SERVICE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }

  /** Puts it beside the form that it belongs to. */
  static void show(OperationException refused, Model model, HttpServletResponse response) {
    Problem problem = of(refused);
    model.addAttribute("problem", problem);
    response.setStatus(problem.status().value());
  }
}
