package dev.lethe.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who calls. It never shows what it holds. */
public final class Credentials {
  private final String header;

  private Credentials(String header) {
    this.header = header;
  }

  /** A name, which holds no colon, and a password (RFC 7617, in UTF-8). */
  public static Credentials basic(String name, String password) {
    if (name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "A name with a colon cannot be sent as Basic credentials.");
    }
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** A token of an identity provider (RFC 6750). */
  public static Credentials bearer(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("A bearer token has visible ASCII characters only.");
    }
    return new Credentials("Bearer " + token);
  }

  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
