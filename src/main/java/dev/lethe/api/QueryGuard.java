package dev.lethe.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an operation does not have, and those that are sent twice: {@code
 * ?dry_run=true} must not be a submission. Lets nobody keep a reply.
 */
final class QueryGuard implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader("Cache-Control", "no-store");
    if (handler instanceof HandlerMethod method && isOurs(method)) {
      Map<String, Boolean> known = parameters(method);
      String query = request.getQueryString();
      if (query != null && !query.isEmpty()) {
        check(query, known);
      }
      refuseForm(request, known);
    }
    return true;
  }

  // What it throws is told by the advice of this package's controllers.
  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getPackageName().equals(QueryGuard.class.getPackageName());
  }

  // To a server the fields of a form are parameters as those of the address are.
  private static void refuseForm(HttpServletRequest request, Map<String, Boolean> known) {
    if (request instanceof MultipartRequest form
        && !Collections.disjoint(form.getMultiFileMap().keySet(), known.keySet())) {
      throw Malformed.because(names(known) + ": that stands in the address, not in the form.");
    }
  }

  /** The parameters that it has, and whether each may be sent more than once. */
  private static Map<String, Boolean> parameters(HandlerMethod method) {
    Map<String, Boolean> known = new TreeMap<>();
    Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .forEach(
            parameter ->
                known.put(name(parameter), parameter.getParameterType().equals(List.class)));
    return known;
  }

  private static String name(MethodParameter parameter) {
    @Nullable RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    return annotation == null ? "" : annotation.value();
  }

  private static void check(String query, Map<String, Boolean> known) {
    Set<String> seen = new HashSet<>();
    for (String pair : query.split("&", -1)) {
      String decoded = decoded(pair);
      int end = decoded.indexOf('=');
      String name = end < 0 ? decoded : decoded.substring(0, end);
      if (!known.containsKey(name)) {
        throw Malformed.because(
            "The address has a parameter that is not known here"
                + (known.isEmpty() ? "; none are." : ". Known are " + names(known) + "."));
      }
      if (!seen.add(name) && !Boolean.TRUE.equals(known.get(name))) {
        throw Malformed.because("The parameter " + name + " is sent more than once.");
      }
      // Spring would take the default for it.
      if (end < 0 || end + 1 == decoded.length()) {
        throw Malformed.because("The parameter " + name + " has no value.");
      }
    }
  }

  private static String names(Map<String, Boolean> known) {
    return String.join(", ", known.keySet());
  }

  // The whole pair is decoded: a server that cannot decode a value drops its parameter silently.
  private static String decoded(String pair) {
    try {
      return URLDecoder.decode(pair, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Malformed.because("The query of the address is not encoded well.");
    }
  }
}
