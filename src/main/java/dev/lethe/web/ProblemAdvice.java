package dev.lethe.web;

import dev.lethe.operate.OperationException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns what goes wrong in a controller into a reply. An advice of the console's own, for its own
 * controllers, comes first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private final Replies replies;

  /** Replies in that way. */
  public ProblemAdvice(Replies replies) {
    this.replies = replies;
  }

  /** What the service layer refuses; its message is for whoever asked. */
  @ExceptionHandler
  void refused(OperationException refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    replies.write(request, response, reply(refusal));
  }

  /** A body that turned out too long while it was read. */
  @ExceptionHandler
  void tooLarge(
      BodyTooLargeException problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    replies.write(request, response, Reply.of(HttpStatus.PAYLOAD_TOO_LARGE.value()));
  }

  /** Anything else is Lethe's own fault, save what Spring Security has to decide. */
  @ExceptionHandler
  void failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      throw failure;
    }
    replies.write(request, response, Incidents.note(failure));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    boolean tooLarge = problem.getMostSpecificCause() instanceof BodyTooLargeException;
    return write(
        tooLarge
            ? Reply.of(HttpStatus.PAYLOAD_TOO_LARGE.value())
            : Reply.of(HttpStatus.BAD_REQUEST, "The body is not JSON of the form that is needed."),
        headers,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name =
        problem instanceof MethodArgumentTypeMismatchException argument
            ? "'" + argument.getName() + "'"
            : "A parameter";
    return write(
        Reply.of(HttpStatus.BAD_REQUEST, name + " does not have a value of the right kind."),
        headers,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return write(
        Reply.of(HttpStatus.BAD_REQUEST, "'" + problem.getParameterName() + "' is missing."),
        headers,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception problem,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return write(
        status.is5xxServerError() && status.value() != HttpStatus.SERVICE_UNAVAILABLE.value()
            ? Incidents.note(problem)
            : Reply.of(status.value()),
        headers,
        request);
  }

  private @Nullable ResponseEntity<Object> write(
      Reply reply, HttpHeaders headers, WebRequest request) {
    if (request instanceof ServletWebRequest web && web.getResponse() != null) {
      headers.forEach(
          (name, values) -> values.forEach(one -> web.getResponse().addHeader(name, one)));
      try {
        replies.write(web.getRequest(), web.getResponse(), reply);
      } catch (IOException e) {
        logger.debug("the reply could not be sent");
      }
    }
    return null;
  }

  private static Reply reply(OperationException refusal) {
    HttpStatus status =
        switch (refusal.kind()) {
          case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case FORBIDDEN -> HttpStatus.FORBIDDEN;
          case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
          case UNAVAILABLE, NO_SERVICE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return new Reply(
        status.value(),
        String.valueOf(refusal.getMessage()),
        refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        null);
  }
}
