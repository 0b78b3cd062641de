package dev.lethe.api;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is wrong with a malformed request; all else that can go wrong is told elsewhere. */
@RestControllerAdvice(basePackageClasses = MalformedAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication
final class MalformedAdvice {

  @ExceptionHandler
  ResponseEntity<Problem> malformed(Malformed problem) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            new Problem(
                "about:blank",
                HttpStatus.BAD_REQUEST.getReasonPhrase(),
                HttpStatus.BAD_REQUEST.value(),
                String.valueOf(problem.getMessage()),
                "malformed",
                null));
  }
}
