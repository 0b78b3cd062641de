package dev.lethe.api;

import dev.lethe.operate.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/** A page of a list as a reply, with the address of the next one in {@code Link} (RFC 8288). */
final class Listing {

  private Listing() {}

  /** The reply. */
  static <T> ResponseEntity<Page<T>> of(Page<T> page, HttpServletRequest request) {
    ResponseEntity.BodyBuilder reply = ResponseEntity.ok();
    if (page.next() != null) {
      reply.header(HttpHeaders.LINK, "<" + next(page.next(), request) + ">; rel=\"next\"");
    }
    return reply.body(page);
  }

  // All is encoded anew, so that nothing that was sent can leave the brackets.
  private static String next(String after, HttpServletRequest request) {
    Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
    parameters.put("after", new String[] {after});
    return request.getRequestURI()
        + parameters.entrySet().stream()
            .flatMap(
                parameter ->
                    Arrays.stream(parameter.getValue())
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
