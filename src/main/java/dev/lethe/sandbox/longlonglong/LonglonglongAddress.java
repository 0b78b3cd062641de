package dev.lethe.sandbox.longlonglong;

import dev.lethe.sandbox.CallKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A known address.
 *
 * @param userId the user in it, empty if the address has none
 */
record LonglonglongAddress(Route route, String userId) {

  /** The addresses that the simulated Longlonglong knows. */
  enum Route {
    DEL_CUSTOMER("DELETE", CallKind.DELETE, "/agent-api/user/([^/]+)/del_customer"),
    GET_CUSTOMER("GET", CallKind.VERIFY, "/agent-api/user/([^/]+)/get_customer"),
    GET_CLUE("GET", CallKind.VERIFY, "/agent-api/user/([^/]+)/type/clue/get_customer"),
    TOKEN("GET", CallKind.OTHER, "/agent-api/token()");

    private final String method;
    private final CallKind kind;
    private final Pattern path;

    Route(String method, CallKind kind, String path) {
      this.method = method;
      this.kind = kind;
      this.path = Pattern.compile(path);
    }

    String method() {
      return method;
    }

    CallKind kind() {
      return kind;
    }
  }

  /** What a path leads to. */
  static Optional<LonglonglongAddress> of(String path) {
    for (Route route : Route.values()) {
      Matcher matcher = route.path.matcher(path);
      if (matcher.matches()) {
        return Optional.of(new LonglonglongAddress(route, matcher.group(1)));
      }
    }
    return Optional.empty();
  }
}
