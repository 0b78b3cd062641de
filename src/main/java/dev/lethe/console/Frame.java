package dev.lethe.console;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.Operations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What every page shows around its own, and the page for what goes wrong. */
@ControllerAdvice(basePackageClasses = Frame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication
final class Frame {
  private final Operations operations;
  private final MessageSource texts;
  private final Clock clock;

  Frame(Operations operations, MessageSource texts, Clock clock) {
    this.operations = operations;
    this.texts = texts;
    this.clock = clock;
  }

  /** Who is there and what they may do; how Lethe is only if the page asks. */
  @ModelAttribute
  void around(HttpServletRequest request, @Nullable Principal person, Locale locale, Model model) {
    if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      // Now, while its cookie can still be set: a long page is sent before its end.
      model.addAttribute("csrf", token.getToken());
    }
    model.addAttribute("can", Can.of(person));
    model.addAttribute("who", person == null ? "" : person.getName());
    model.addAttribute("show", new Shown(texts, clock, locale));
    model.addAttribute("language", locale.toLanguageTag());
    model.addAttribute("at", "GET".equals(request.getMethod()) ? request.getRequestURI() : "/");
    model.addAttribute(
        "strip",
        new LazyContextVariable<Strip>() {
          @Override
          protected Strip loadValue() {
            return Strip.of(operations);
          }
        });
  }

  /** What no page of its own shows beside a form. */
  @ExceptionHandler
  String refused(
      OperationException refused,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Principal person,
      Locale locale,
      Model model) {
    around(request, person, locale, model);
    Problem.show(refused, model, response);
    return request.getHeader("HX-Request") == null ? "console/problem" : "console/parts :: problem";
  }
}
