package dev.lethe.plan;

import dev.lethe.vendor.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a vendor's login calls the vendor (Yunke's does) or makes its token on this machine
 * (Tencent's does): a login route that calls says {@code direct:call}.
 */
final class LoginCalls {
  private final Path routes;

  /** By the routes in this folder. */
  LoginCalls(Path routes) {
    this.routes = routes;
  }

  /** Calls that the first token costs: 0 or 1. */
  int of(Vendor vendor) throws IOException {
    if (vendor.login() == null) {
      return 0;
    }
    Path file = routes.resolve("login").resolve(vendor.login() + ".camel.yaml");
    return Files.isRegularFile(file)
            && Files.readString(file, StandardCharsets.UTF_8).contains("direct:call")
        ? 1
        : 0;
  }
}
