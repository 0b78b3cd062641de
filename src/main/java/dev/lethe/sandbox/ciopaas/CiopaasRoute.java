package dev.lethe.sandbox.ciopaas;

import dev.lethe.sandbox.CallKind;
import java.util.Optional;

/**
 * The addresses that the simulated platform knows.
 *
 * <p>Sources: source.showdoc.com.cn/aicall168/11475546473845651 (login),
 * source.showdoc.com.cn/yunkeai/11558401981272650 (delete),
 * source.showdoc.com.cn/aicall168/11475547428755680 (list).
 */
enum CiopaasRoute {
  LOGIN("/api/login", CallKind.LOGIN),
  DELETE("/api/aiUserDeleteapi", CallKind.DELETE),
  LIST("/api/aiUserDatasapi", CallKind.VERIFY);

  private final String path;
  private final CallKind kind;

  CiopaasRoute(String path, CallKind kind) {
    this.path = path;
    this.kind = kind;
  }

  CallKind kind() {
    return kind;
  }

  /** The route of a path, which is case-sensitive. */
  static Optional<CiopaasRoute> of(String path) {
    for (CiopaasRoute route : values()) {
      if (route.path.equals(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
