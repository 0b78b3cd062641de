package dev.lethe.command;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who a command signs in as at a service.
 *
 * @param user the name, null with a token
 * @param secret the password, or the token
 */
record Credentials(@Nullable String user, String secret) {

  /** The value of the header {@code Authorization}. */
  String header() {
    return user == null
        ? "Bearer " + secret
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secret, which would otherwise end in a log one day. */
  @Override
  public String toString() {
    return "Credentials[" + (user == null ? "token" : user) + "]";
  }
}
